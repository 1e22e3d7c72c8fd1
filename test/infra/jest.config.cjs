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
  testSequencer: '<rootDir>/test/infra/longest-first.cjs',
  // Each proof waits for half of its time until what it made is ready. More of them at once would slow the longest down.
  maxWorkers: 3,
  // Steps of a file build on each other: after one that failed the others would only say so again.
  bail: 0,
  verbose: true,
};
