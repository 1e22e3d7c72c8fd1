import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/** Where OpenAI's resources, and what is built on top of them, lie in its SDK. */
const RESOURCES = /[\\/]openai[\\/](?:resources|lib)[\\/].*\.mjs$/;

/** The resource that Frontdesk calls: chat completions, and what it stands on. */
const USED = /[\\/]resources[\\/]chat[\\/](?:index|chat|completions[\\/](?:index|completions|messages))\.mjs$/;

/** Lists, multipart uploads, query strings and workload identities: that resource needs none. */
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
 * A module with the exports of another, each an empty class: enough for the client's constructor, which makes one of each.
 * What it passes on from a used module, it passes on.
 */
const hollow = (path: string): string => {
  const source = readFileSync(path, 'utf8');
  const passedOn = source.match(/^export \* from "\.\/chat\/index\.mjs";$/m) ?? [];
  return [...passedOn, ...exportedNames(source).map((name) => `export class ${name} {}`)].join('\n');
};

/** Tells OpenAI, in headers of each request, which platform asks; nothing depends on it. */
const PLATFORM = /[\\/]openai[\\/]internal[\\/]detect-platform\.mjs$/;
const NO_PLATFORM = 'export const isRunningInBrowser = () => false; export const getPlatformHeaders = () => ({});';

/**
 * Leaves out of a bundle the parts of OpenAI's SDK that are never called. Its client makes an object for every resource
 * that OpenAI has, so no bundler can tell that assistants, audio, files, fine-tuning, images and the rest, two thirds of
 * it, are unused.
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
