import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

/**
 * The walls of the design, held up by lint. `tools/lint-walls` proves that each of them bites.
 */

const SERVICES = ['ingest', 'scoring', 'routing', 'feedback', 'reporting'];

/** What pure domain code may import besides its own folder. */
const PURE = [
  '@baton/contracts',
  '@baton/evidence',
  '@baton/learning',
  'email-providers',
  'fast-xml-parser',
  'i18n-iso-countries',
  'libphonenumber-js/max',
  'luxon',
  'mailchecker',
  'qs',
  'tldts',
  'zod',
  'node:crypto',
  'node:util',
  'node:url',
];

const onlyInMessaging = [
  { name: 'kafkajs', message: 'Only libs/messaging/src/kafka/kafkajs knows kafkajs: use @baton/messaging.' },
  {
    name: '@platformatic/kafka',
    message: 'Only libs/messaging/src/kafka/platformatic knows @platformatic/kafka: use @baton/messaging.',
  },
];

const restricted = (...patterns) => [
  'error',
  { paths: onlyInMessaging, patterns: patterns.map(([regex, message]) => ({ regex, message })) },
];

const escaped = PURE.map((name) => name.replace(/[/.]/g, '\\$&')).join('|');
const DOMAIN_IS_PURE = [
  `^(?!\\.{1,2}/)(?!(${escaped})$)`,
  'Domain code is pure: it imports its own folder, the contracts and pure libraries, nothing else.',
];
const rooms = (...names) => [
  `^(\\.\\./)+(${names.join('|')})(/|\\.|$)`,
  `This room may not reach into ${names.join(', ')}.`,
];
const NO_DATABASE = ['^(pg|typeorm|@nestjs/typeorm)(/|$)', 'Only infrastructure and application know the database.'];
const NO_TRANSPORT = ['^@nestjs/microservices$', 'Only libs/messaging knows the transport.'];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/dist-client/**', '**/node_modules/**', '.baton/**', '.nx/**', '**/target/**'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{js,mjs,ts,tsx}'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          depConstraints: [
            ...SERVICES.map((service) => ({
              sourceTag: `scope:${service}`,
              onlyDependOnLibsWithTags: [`scope:${service}`, 'scope:shared'],
            })),
            { sourceTag: 'scope:web', onlyDependOnLibsWithTags: ['scope:web', 'scope:shared'] },
            { sourceTag: 'scope:cli', onlyDependOnLibsWithTags: ['scope:cli', 'scope:shared'] },
            { sourceTag: 'type:contracts', onlyDependOnLibsWithTags: [] },
            { sourceTag: 'type:platform', onlyDependOnLibsWithTags: ['type:contracts', 'type:platform'] },
            { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:contracts', 'type:platform'] },
            { sourceTag: 'type:infrastructure', onlyDependOnLibsWithTags: ['type:contracts', 'type:platform', 'type:infrastructure'] },
            {
              sourceTag: 'type:testing',
              onlyDependOnLibsWithTags: ['type:contracts', 'type:platform', 'type:infrastructure', 'type:tool'],
            },
            { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['*'] },
          ],
        },
      ],
      'no-restricted-imports': restricted(NO_TRANSPORT),
      'no-console': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'off',
    },
  },
  {
    files: ['{apps,libs,tools}/*/src/**/*.ts', 'apps/web/server/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.fixture.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  {
    files: ['apps/*/src/domain/**/*.ts'],
    rules: {
      'no-restricted-imports': restricted(
        DOMAIN_IS_PURE,
        rooms('application', 'infrastructure', 'events', 'http'),
      ),
    },
  },
  {
    files: ['apps/*/src/application/**/*.ts'],
    rules: { 'no-restricted-imports': restricted(NO_TRANSPORT, rooms('events', 'http')) },
  },
  {
    files: ['apps/*/src/infrastructure/**/*.ts'],
    rules: { 'no-restricted-imports': restricted(NO_TRANSPORT, rooms('application', 'events', 'http')) },
  },
  {
    files: ['apps/*/src/events/**/*.ts', 'apps/*/src/http/**/*.ts'],
    rules: { 'no-restricted-imports': restricted(NO_TRANSPORT, NO_DATABASE) },
  },
  {
    files: ['libs/contracts/src/**/*.ts'],
    rules: {
      'no-restricted-imports': restricted([
        '^(?!\\.{1,2}/)(?!zod$)',
        'Contracts stand on zod alone, so that anybody can depend on them.',
      ]),
    },
  },
  {
    files: ['libs/messaging/src/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: onlyInMessaging }] },
  },
  {
    files: ['libs/messaging/src/kafka/kafkajs/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [onlyInMessaging[1]] }] },
  },
  {
    files: ['libs/messaging/src/kafka/platformatic/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [onlyInMessaging[0]] }] },
  },
  {
    // Specs may use whatever shows the guarantee, an outside Kafka client included.
    files: ['**/*.spec.ts', '**/*.fixture.ts', 'libs/*/test/**/*.ts', 'libs/testing/**/*.ts', 'e2e/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-restricted-imports': 'off', '@nx/enforce-module-boundaries': 'off' },
  },
  {
    // Programs that talk to a person at a terminal.
    files: ['tools/**/*.{ts,mjs}', 'apps/cli/**/*.{ts,mjs}', 'bench/**/*.{ts,mjs}', 'e2e/**/*.ts', 'libs/testing/**/*.ts'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', fetch: 'readonly', URL: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', Buffer: 'readonly' } },
    rules: { 'no-console': 'off' },
  },
  { files: ['**/jest.config.js', 'eslint.config.js'], languageOptions: { globals: { process: 'readonly' } } },
);
