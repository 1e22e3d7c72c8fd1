import { join } from 'node:path';
import { functionOptions } from '@frontdesk/build/bundle';
import type { Layout } from '@frontdesk/build/layout';
import type { BuildOptions } from 'esbuild';
import { leanSdk } from './lean-sdk';

/** How a function on the AWS SDK would be bundled: like ours, and without what the SDK carries along and never reaches. */
export const sdkOptions = (layout: Layout, name: string): BuildOptions & { metafile: true } => {
  const options = functionOptions(layout, name);
  return {
    ...options,
    entryPoints: [join(__dirname, '..', `${name}.ts`)],
    alias: { '@aws-sdk/credential-provider-node': join(__dirname, 'lambda-credentials.ts') },
    plugins: [leanSdk, ...(options.plugins ?? [])],
  };
};
