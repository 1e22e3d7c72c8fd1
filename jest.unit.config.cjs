/** The tests that need no running stack. @type {import('jest').Config} */
module.exports = { ...require('./jest.config.cjs'), globalSetup: undefined, globalTeardown: undefined };
