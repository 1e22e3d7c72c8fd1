import type { Plugin } from 'esbuild';

/** Replaces Node's web streams. middy only checks whether a streamed answer is one of them. */
const NO_WEB_STREAMS = 'export class ReadableStream {}';

/**
 * Leaves Node's web streams out of middy. Only `streamifyResponse` needs them, which no function uses, and loading them
 * adds two milliseconds to a cold start.
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
