import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

interface Replacement {
  /** How the module's path ends, without `.js`. */
  readonly module: string;
  /** What takes its place. */
  readonly by: string;
}

const throwing = (what: string): string => `throw new Error("This bundle has no ${what}: see lean-sdk.ts.");`;

/** What the SDK carries along and a function never reaches. Each module keeps its exports. */
export const REPLACEMENTS: readonly Replacement[] = [
  // Loaded, lazily, by operations with event streams alone; and the signer's part in them.
  { module: '@smithy/core/dist-es/submodules/event-streams/index', by: throwing('event streams') },
  { module: '@smithy/signature-v4/dist-es/HeaderFormatter', by: 'export class HeaderFormatter {}' },
  // Made by every DynamoDB client and used only where endpoint discovery is switched on
  // (https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoint-discovery.html).
  { module: '@aws-sdk/endpoint-cache/dist-es/EndpointCache', by: 'export class EndpointCache {}' },
  // Profiles: no function has an ~/.aws, and to look for it loads fs/promises and reads two files.
  {
    module: 'shared-ini-file-loader/loadSharedConfigFiles',
    by: `export { CONFIG_PREFIX_SEPARATOR } from "./constants";
         export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });`,
  },
  // Asked on EC2 where the environment names no region. Lambda's always does.
  {
    module: 'config-resolver/regionConfig/getInstanceMetadataRegion',
    by: 'export const getInstanceMetadataRegion = async () => undefined;',
  },
  // SHA-256 in JavaScript, for builds of Node without OpenSSL.
  { module: '@smithy/core/dist-es/submodules/checksum/sha256/Sha256Js', by: 'export class Sha256Js {}' },
  // A response's body is Node's own stream. To ask whether it is one of the web's makes Node load those.
  {
    module: '@smithy/core/dist-es/submodules/serde/util-stream/stream-type-check',
    by: 'export const isReadableStream = () => false; export const isBlob = () => false;',
  },
  // Retries are in standard mode; AWS_RETRY_MODE=adaptive is refused when the client is first used.
  {
    module: 'retry/util-retry/AdaptiveRetryStrategy',
    by: `export class AdaptiveRetryStrategy { constructor() { ${throwing('adaptive retries')} } }`,
  },
];

/** The SDK reads of a client's package.json nothing but its version, for the user agent. */
const versionOnly = (path: string): string =>
  JSON.stringify({ version: (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version });

const filterOf = (module: string): RegExp =>
  new RegExp(`[\\\\/]${module.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]')}\\.js$`);

/** Leaves out of a bundle what the AWS SDK carries along and the operations we call never reach. */
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
