import { join } from 'node:path';

/** Paths of the project, from its root. */
export const layout = (root: string) => ({
  root,
  dist: join(root, 'dist'),
  manifest: join(root, 'dist', 'manifest.json'),
  openapi: join(root, 'dist', 'openapi.json'),
  asyncapi: join(root, 'dist', 'asyncapi.json'),
  budgets: join(root, 'bundle-budgets.json'),
  entry: (name: string) => join(root, 'lambdas', name, 'src', 'index.ts'),
  bundle: (name: string) => join(root, 'dist', 'functions', name),
  zip: (name: string) => join(root, 'dist', 'zips', `${name}.zip`),
});

export type Layout = ReturnType<typeof layout>;
