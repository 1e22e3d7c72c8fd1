import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/** The folders of OpenAI's SDK that hold the resources of its API and the helpers built on them. */
const RESOURCES = /[\\/]openai[\\/](?:resources|lib)[\\/].*\.mjs$/;

/** The resource that Frontdesk calls, chat completions, and the modules it needs. */
const USED = /[\\/]resources[\\/]chat[\\/](?:index|chat|completions[\\/](?:index|completions|messages))\.mjs$/;

/** Pagination, multipart uploads, query strings and workload identities: chat completions need none of them. */
const UNUSED =
  /[\\/]openai[\\/](?:core[\\/]pagination|internal[\\/](?:to-file|uploads|qs[\\/]stringify)|auth[\\/]workload-identity-auth)\.mjs$/;

const DECLARED = /^export (?:async )?(?:class|const|let|function\*?) (\w+)/gm;
const LISTED = /^export \{([^}]*)\}/gm;

/** The names that a module of the SDK exports. */
const exportedNames = (source: string): string[] => [
  ...[...source.matchAll(DECLARED)].map(([, name = '']) => name),
  ...[...source.matchAll(LISTED)].flatMap(([, list = '']) =>
    list.split(',').flatMap((item) => item.trim().split(' as ').at(-1)?.trim() || []),
  ),
];

/**
 * Makes an empty module with the same exports as the given one. Each export is an empty class, which is enough for the
 * client's constructor to create one. Re-exports of a module that we use are kept.
 */
const hollow = (path: string): string => {
  const source = readFileSync(path, 'utf8');
  const passedOn = source.match(/^export \* from "\.\/chat\/index\.mjs";$/m) ?? [];
  return [...passedOn, ...exportedNames(source).map((name) => `export class ${name} {}`)].join('\n');
};

/** Sends OpenAI the platform in headers of each request. Nothing depends on it. */
const PLATFORM = /[\\/]openai[\\/]internal[\\/]detect-platform\.mjs$/;
const NO_PLATFORM = 'export const isRunningInBrowser = () => false; export const getPlatformHeaders = () => ({});';

/**
 * Leaves out the parts of OpenAI's SDK that we never call. Its client creates an object for every resource of OpenAI's
 * API, so no bundler can tell that assistants, audio, files, fine-tuning, images and the rest, two thirds of the SDK,
 * are unused.
 */
export const leanOpenAi: Plugin = {
  name: 'lean-openai',
  setup: ({ onLoad }) => {
    onLoad({ filter: RESOURCES }, ({ path }) =>
      USED.test(path) ? undefined : { contents: hollow(path), loader: 'js' },
    );
    onLoad({ filter: UNUSED }, ({ path }) => ({ contents: hollow(path), loader: 'js' }));
    onLoad({ filter: PLATFORM }, () => ({ contents: NO_PLATFORM, loader: 'js' }));
  },
};
