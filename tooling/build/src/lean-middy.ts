import type { Plugin } from 'esbuild';

/** Stands in for the web's streams, of which middy asks only whether a streamed answer is one. */
const NO_WEB_STREAMS = 'export class ReadableStream {}';

/**
 * Leaves the web's streams out of middy: they serve `streamifyResponse`, which no function uses, and Node takes two
 * milliseconds of a cold start to load them.
 */
export const leanMiddy: Plugin = {
  name: 'lean-middy',
  setup: ({ onLoad, onResolve }) => {
    onResolve({ filter: /^node:stream\/web$/ }, ({ path, importer }) =>
      /[\\/]@middy[\\/]/.test(importer) ? { path, namespace: 'no-web-streams' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'no-web-streams' }, () => ({ contents: NO_WEB_STREAMS, loader: 'js' }));
  },
};
