import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/** In place of what only operations with event streams load, lazily: the reason, should one ever be called. */
const NO_EVENT_STREAMS = 'throw new Error("This bundle has no event streams: see lean-sdk.ts.");';

/**
 * In place of the cache of discovered endpoints, made by every DynamoDB client and used only where discovery is switched on
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoint-discovery.html).
 */
const NO_ENDPOINT_CACHE = 'export class EndpointCache {}';

/** The SDK reads of a client's package.json nothing but its version, for the user agent. */
const versionOnly = (path: string): string =>
  JSON.stringify({ version: (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version });

/** Leaves out of a bundle what the AWS SDK carries along and the operations we call never reach. */
export const leanSdk: Plugin = {
  name: 'lean-sdk',
  setup: ({ onLoad, onResolve }) => {
    onResolve({ filter: /^@smithy\/core\/event-streams$/ }, ({ path }) => ({ path, namespace: 'no-event-streams' }));
    onLoad({ filter: /.*/, namespace: 'no-event-streams' }, () => ({ contents: NO_EVENT_STREAMS, loader: 'js' }));
    onResolve({ filter: /^@aws-sdk\/endpoint-cache$/ }, ({ path }) => ({ path, namespace: 'no-endpoint-cache' }));
    onLoad({ filter: /.*/, namespace: 'no-endpoint-cache' }, () => ({ contents: NO_ENDPOINT_CACHE, loader: 'js' }));
    onLoad({ filter: /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]package\.json$/ }, ({ path }) => ({
      contents: versionOnly(path),
      loader: 'json',
    }));
  },
};
