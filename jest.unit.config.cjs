/** The tests that need no running stack. @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.cjs'),
  globalSetup: '<rootDir>/tooling/testkit/src/settle-seed.ts',
  globalTeardown: undefined,
};
