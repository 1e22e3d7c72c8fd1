const { TestEnvironment } = require('jest-environment-node');

/**
 * Jest runs tests in a realm of their own, where an error of Node.js's sockets is no `Error`, and the SDK wraps it beyond
 * recognition. Here both realms have the same errors, as they have outside of Jest.
 */
module.exports = class extends TestEnvironment {
  constructor(...args) {
    super(...args);
    Object.assign(this.global, { Error, JSON });
  }
};
