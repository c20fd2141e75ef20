/** ESM throughout: run with `node --experimental-vm-modules`. swc compiles each file; tsc checks the types apart. */
const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        module: { type: 'es6' },
        sourceMaps: 'inline',
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
      },
    ],
  },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@baton/(faults|infrastructure|sample|start)$': '<rootDir>/tools/$1/src/index.ts',
    '^@baton/(contracts|csv-rows|evidence|learning|messaging|service-kit|testing)$': '<rootDir>/libs/$1/src/index.ts',
    '^@baton/web/database$': '<rootDir>/apps/web/server/src/infrastructure/web.database.ts',
    '^@baton/(ingest|scoring|routing|feedback|reporting)/database$':
      '<rootDir>/apps/$1/src/infrastructure/$1.database.ts',
  },
  modulePathIgnorePatterns: ['/dist/', '/dist-client/', '/\\.baton/'],
};

export default {
  testTimeout: 30_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/{apps,libs,tools,bench}/**/*.spec.ts'],
      testPathIgnorePatterns: ['\\.int\\.spec\\.ts$', '/node_modules/'],
    },
    {
      ...shared,
      displayName: 'int',
      testMatch: ['<rootDir>/{apps,libs,tools}/**/*.int.spec.ts'],
      globalSetup: '<rootDir>/tools/test/start-servers.mjs',
      globalTeardown: '<rootDir>/tools/test/stop-servers.mjs',
    },
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/e2e/**/*.e2e.spec.ts'] },
  ],
};
