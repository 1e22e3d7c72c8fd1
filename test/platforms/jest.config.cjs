const {
  transform,
  transformIgnorePatterns,
  testEnvironment,
  modulePathIgnorePatterns,
} = require('../../jest.config.cjs');

/** What people on other platforms install, tried here. Run by `make test-platforms`. @type {import('jest').Config} */
module.exports = {
  rootDir: '../..',
  testMatch: ['<rootDir>/test/platforms/**/*.proof.ts'],
  testEnvironment,
  transform,
  transformIgnorePatterns,
  modulePathIgnorePatterns,
  testTimeout: 300_000,
  maxWorkers: 1,
  verbose: true,
};
