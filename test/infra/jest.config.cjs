const { transform, transformIgnorePatterns, testEnvironment } = require('../../jest.config.cjs');

/** The proof of the deployment: slow, so apart from the other tests. Run by `make test-infra`. @type {import('jest').Config} */
module.exports = {
  rootDir: '../..',
  testMatch: ['<rootDir>/test/infra/**/*.proof.ts'],
  testEnvironment,
  transform,
  transformIgnorePatterns,
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  testTimeout: 600_000,
  // Each file has an emulator of its own, and most of the time waits for it.
  maxWorkers: 4,
  // Steps of a file build on each other: after one that failed the others would only say so again.
  bail: 0,
  verbose: true,
};
