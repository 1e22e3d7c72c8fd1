const {
  transform,
  transformIgnorePatterns,
  testEnvironment,
  modulePathIgnorePatterns,
} = require('../../jest.config.cjs');

/** The guides, followed literally: each builds a copy of the project, so apart from the other tests. Run by `make test-guides`. @type {import('jest').Config} */
module.exports = {
  rootDir: '../..',
  testMatch: ['<rootDir>/test/guides/**/*.proof.ts'],
  testEnvironment,
  transform,
  transformIgnorePatterns,
  modulePathIgnorePatterns,
  testTimeout: 400_000,
  maxWorkers: 1,
  verbose: true,
};
