import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The files that display the local API reference. */
const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js'];

/** Puts the API reference's files beside the bundled local stack, which cannot look into its packages. */
export const copyDocsFiles = (target: string): void => {
  const from = dirname(require.resolve('swagger-ui-dist/package.json'));
  const to = join(target, 'docs');
  mkdirSync(to, { recursive: true });
  for (const file of FILES) copyFileSync(join(from, file), join(to, file));
};
