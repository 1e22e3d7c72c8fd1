/** The order in which the proofs start. If a long one began last, it would be alone for most of its time. */
const LONGEST_FIRST = ['deploy-path', 'every-trigger', 'dev', 'modules', 'prod', 'chat-server', 'emulator'];

const placeOf = ({ path }) => {
  const place = LONGEST_FIRST.findIndex((name) => path.endsWith(`${name}.proof.ts`));
  return place === -1 ? LONGEST_FIRST.length : place;
};

/** Jest's sequencer for the proofs: https://jestjs.io/docs/configuration#testsequencer-string */
module.exports = class {
  sort(tests) {
    return [...tests].sort((a, b) => placeOf(a) - placeOf(b));
  }

  shard(tests) {
    return tests;
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
};
