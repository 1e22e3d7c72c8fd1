import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

interface Replacement {
  /** How the module's path ends, without `.js`. */
  readonly module: string;
  /** The code that replaces it. */
  readonly by: string;
}

const throwing = (what: string): string => `throw new Error("This bundle has no ${what}: see lean-sdk.ts.");`;

/** Modules of the AWS SDK that our functions never use. Each replacement keeps the module's exports. */
export const REPLACEMENTS: readonly Replacement[] = [
  // Only operations with event streams load these, and only when they run: the streams and the signer's part of them.
  { module: '@smithy/core/dist-es/submodules/event-streams/index', by: throwing('event streams') },
  { module: '@smithy/signature-v4/dist-es/HeaderFormatter', by: 'export class HeaderFormatter {}' },
  // Every DynamoDB client creates one, but uses it only if endpoint discovery is switched on
  // (https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoint-discovery.html).
  { module: '@aws-sdk/endpoint-cache/dist-es/EndpointCache', by: 'export class EndpointCache {}' },
  // Profiles. No function has an ~/.aws folder, and looking for it loads fs/promises and reads two files.
  {
    module: 'shared-ini-file-loader/loadSharedConfigFiles',
    by: `export { CONFIG_PREFIX_SEPARATOR } from "./constants";
         export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });`,
  },
  // Needed on EC2 if the environment names no region. On Lambda it always does.
  {
    module: 'config-resolver/regionConfig/getInstanceMetadataRegion',
    by: 'export const getInstanceMetadataRegion = async () => undefined;',
  },
  // SHA-256 in JavaScript, for builds of Node without OpenSSL.
  { module: '@smithy/core/dist-es/submodules/checksum/sha256/Sha256Js', by: 'export class Sha256Js {}' },
  // The body of a response is a Node stream. Checking whether it is a web stream would make Node load those.
  {
    module: '@smithy/core/dist-es/submodules/serde/util-stream/stream-type-check',
    by: 'export const isReadableStream = () => false; export const isBlob = () => false;',
  },
  // We retry in standard mode. With AWS_RETRY_MODE=adaptive, the client throws an error when it is first used.
  {
    module: 'retry/util-retry/AdaptiveRetryStrategy',
    by: `export class AdaptiveRetryStrategy { constructor() { ${throwing('adaptive retries')} } }`,
  },
];

/** The SDK reads only the version from a client's package.json, for the user agent. */
const versionOnly = (path: string): string =>
  JSON.stringify({ version: (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version });

const filterOf = (module: string): RegExp =>
  new RegExp(`[\\\\/]${module.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]')}\\.js$`);

/** Leaves out the parts of the AWS SDK that our operations never use. */
export const leanSdk: Plugin = {
  name: 'lean-sdk',
  setup: ({ onLoad }) => {
    for (const { module, by } of REPLACEMENTS) {
      onLoad({ filter: filterOf(module) }, () => ({ contents: by, loader: 'js' }));
    }
    onLoad({ filter: /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]package\.json$/ }, ({ path }) => ({
      contents: versionOnly(path),
      loader: 'json',
    }));
  },
};
