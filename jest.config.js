/** ESM throughout: run with `node --experimental-vm-modules`. swc compiles each file; tsc checks the types apart. */
export default {
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
    '^@baton/infrastructure$': '<rootDir>/tools/infrastructure/src/index.ts',
    '^@baton/(contracts|messaging|service-kit|testing)$': '<rootDir>/libs/$1/src/index.ts',
    '^@baton/(ingest|scoring|routing|feedback|reporting)/database$':
      '<rootDir>/apps/$1/src/infrastructure/$1.database.ts',
  },
  modulePathIgnorePatterns: ['/dist/', '/\\.baton/'],
  testTimeout: 30_000,
};
