/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/{lambdas,packages,tooling}/*/test/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
  testEnvironment: 'node',
  transform: {
    '\\.[cm]?[jt]s$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
  },
  // Packages that are ES modules only are transformed like our own code; everything else loads as it is.
  transformIgnorePatterns: ['/node_modules/(?!.*(@middy|jose|ulid|stemmer|openapi-schema-validator))'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.frontdesk/', '<rootDir>/.cache/'],
  globalSetup: '<rootDir>/tooling/testkit/src/global-setup.ts',
  globalTeardown: '<rootDir>/tooling/testkit/src/global-teardown.ts',
  testTimeout: 30_000,
  maxWorkers: 2,
  // Milliseconds. On a busy machine a worker takes longer than Jest's half second to leave; one that leaks never leaves.
  workerGracefulExitTimeout: 5_000,
};
