import { bundleStack } from './bundle-stack';

/** `make` runs this from the project's root when a source of the local stack has changed. */
bundleStack(process.cwd()).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
