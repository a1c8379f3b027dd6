import { built } from './test/run/built.ts';

export default {
  testEnvironment: '<rootDir>/test/run/environment.ts',
  globalSetup: '<rootDir>/test/temporary-folder/set-up.ts',
  globalTeardown: '<rootDir>/test/temporary-folder/tear-down.ts',
  setupFiles: ['<rootDir>/test/demo-principals.ts'],
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test'],
  testRegex: '\\.spec\\.ts$',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
  moduleNameMapper: {
    ...built,
    '^@relet/([a-z-]+)/testing$': '<rootDir>/libs/$1/src/testing/index.ts',
    '^@relet/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  workerIdleMemoryLimit: '400MB',
  // One more than the cores of a small machine: many tests wait for a server, a clock or a process.
  maxWorkers: 3,
  testTimeout: 30000,
};
