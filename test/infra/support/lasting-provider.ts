import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const START_DEADLINE_MS = 60_000;
const ADDRESS = /^\s*TF_REATTACH_PROVIDERS='(.*)'$/;

/** One process of Terraform's AWS provider that serves many commands. */
export interface LastingProvider {
  /** What a command needs in its environment to use it. */
  readonly environment: { readonly TF_REATTACH_PROVIDERS: string };
  close(): Promise<void>;
}

/** The only entry of a folder that begins so. */
const entry = (folder: string, start = ''): string => {
  const found = readdirSync(folder).filter((name) => name.startsWith(start));
  if (found.length !== 1) throw new Error(`${folder} has ${found.length} entries that begin with "${start}".`);
  return join(folder, found[0] ?? '');
};

/**
 * Starts the provider that `terraform init` has found for a folder. A command would otherwise start it three times and
 * read its large schema each time: that takes most of the CPU of a test that plans a few resources
 * (https://developer.hashicorp.com/terraform/plugin/debugging).
 */
export const startProvider = async (initialized: string, env: NodeJS.ProcessEnv): Promise<LastingProvider> => {
  const platform = entry(
    entry(join(initialized, '.terraform', 'providers', 'registry.terraform.io', 'hashicorp', 'aws')),
  );
  const child = spawn(entry(platform, 'terraform-provider-aws'), ['-debug'], {
    // As Terraform would start it there: what it uploads is named from that folder.
    cwd: initialized,
    // Made for debuggers, it would log every request.
    env: { ...env, TF_LOG_SDK: 'off', TF_LOG_PROVIDER: 'off' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  const deadline = setTimeout(() => child.kill(), START_DEADLINE_MS);
  const address = new Promise<string>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      const found = ADDRESS.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  const TF_REATTACH_PROVIDERS = await Promise.race([
    address,
    ended.then(() => {
      throw new Error("Terraform's provider did not start.");
    }),
  ]);
  clearTimeout(deadline);
  return {
    environment: { TF_REATTACH_PROVIDERS },
    close: async () => {
      child.kill();
      await ended;
    },
  };
};
