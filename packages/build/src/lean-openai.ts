import type { Plugin } from 'esbuild';

/** The resources that Frontdesk calls: chat completions, and what they stand on. */
const USED =
  /resources\/(?:chat(?:\/completions)?(?:\/index)?|chat\/(?:chat|index)|chat\/completions\/(?:completions|messages|index))\.mjs$/;

/** Other vendors' clouds, multipart uploads, query strings and workload identities: the resource needs none. */
const UNUSED =
  /[\\/]openai[\\/](?:azure|bedrock|internal[\\/](?:to-file|uploads|qs[\\/]stringify)|auth[\\/]workload-identity-auth)\.mjs$/;

/** A module whose every export is an empty class: enough for the client's constructor, which makes one of each. */
const EMPTY = 'module.exports = new Proxy({}, { get: (_, name) => (name === "__esModule" ? true : class {}) });';

/**
 * Leaves out of a bundle the parts of OpenAI's SDK that are never called. Its client makes an object for every resource
 * that OpenAI has, so no bundler can tell that assistants, audio, files, fine-tuning, images and the rest, two thirds of
 * it, are unused.
 */
export const leanOpenAi: Plugin = {
  name: 'lean-openai',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]openai[\\/](?:resources|lib)[\\/].*\.mjs$/ }, ({ path }) =>
      USED.test(path.replaceAll('\\', '/')) ? undefined : { contents: EMPTY, loader: 'js' },
    );
    onLoad({ filter: UNUSED }, () => ({ contents: EMPTY, loader: 'js' }));
  },
};
