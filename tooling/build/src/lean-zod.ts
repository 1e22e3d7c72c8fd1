import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/** What our schemas are made with. Any other of zod's functions does its work at once, as it does without this plugin. */
export const MAKERS: readonly string[] =
  `_default array boolean catch custom enum extend gte int literal looseObject lte maxLength minLength never nonnegative
  nullable nullish number object optional pipe record refine regex strictObject string transform trim union unknown url`.split(
    /\s+/,
  );

/**
 * Stands before `zod/mini`: what it makes is made when somebody looks at it, with the checks that were added meanwhile. zod
 * itself is never given one of these, but what was made for it.
 */
const LAZILY = `
import * as zod from 'zod/mini';
export * from 'zod/mini';

const makers = new WeakMap();
const isPlain = (value) => typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const made = (value) => {
  if (makers.has(value)) return makers.get(value)();
  if (Array.isArray(value)) return value.map(made);
  if (!isPlain(value) || !Object.values(value).some((field) => makers.has(field))) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, made(field)]));
};

const DEFERRED = new Set(['check', 'register']);

const later = (make) => {
  let known;
  const get = () => (known ??= make());
  const schema = new Proxy({}, {
    get: (_, name) => (DEFERRED.has(name) ? (...parts) => later(() => get()[name](...parts.map(made))) : get()[name]),
    has: (_, name) => name in get(),
    getPrototypeOf: () => Object.getPrototypeOf(get()),
  });
  makers.set(schema, get);
  return schema;
};

const lazily = (make) => (...parts) => later(() => make(...parts.map(made)));
`;

const MADE_LATER = [
  LAZILY,
  ...MAKERS.map((name) => `const lazy_${name} = /* @__PURE__ */ lazily(zod.${name});`),
  `export { ${MAKERS.map((name) => `lazy_${name} as ${name}`).join(', ')} };`,
].join('\n');

/** `z.catch` reaches zod's helpers through an object of all of them, which no bundler can take apart. */
const withoutAllHelpers = (source: string): string => source.replaceAll('core.util.', 'util.');

/**
 * Has zod make each of our schemas when it is first needed: a function declares those of all its routes, their answers and
 * their documents, and a cold start waits for one route. Without it, they are a twentieth of what a cold start does.
 */
export const leanZod: Plugin = {
  name: 'lean-zod',
  setup: ({ onLoad, onResolve }) => {
    onResolve({ filter: /^zod\/mini$/ }, ({ importer, namespace, resolveDir, path }) =>
      namespace === 'file' && !/[\\/]node_modules[\\/]/.test(importer)
        ? { path, namespace: 'made-later', pluginData: resolveDir }
        : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'made-later' }, ({ pluginData }) => ({
      contents: MADE_LATER,
      loader: 'js',
      resolveDir: pluginData as string,
    }));
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]mini[\\/]schemas\.js$/ }, ({ path }) => ({
      contents: withoutAllHelpers(readFileSync(path, 'utf8')),
      loader: 'js',
    }));
  },
};
