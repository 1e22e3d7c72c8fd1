import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The programs the proof runs, found on this machine. */
export interface Tools {
  /** A Python that has moto and boto3. */
  readonly python: string;
  /** A folder with Terraform's provider; without one Terraform downloads it. */
  readonly plugins: string | undefined;
}

const works = (program: string, ...args: string[]): boolean => {
  try {
    execFileSync(program, args, { stdio: 'ignore', timeout: 60_000 });
    return true;
  } catch {
    return false;
  }
};

const holdsProvider = (folder: string): boolean =>
  existsSync(join(folder, 'registry.terraform.io', 'hashicorp', 'aws'));

const foldersIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? join(folder, e.name) : []))
    : [];

/** Where providers are commonly installed, and `TF_PLUGIN_DIR`. */
const findPlugins = (): string | undefined =>
  [
    process.env.TF_PLUGIN_DIR ?? '',
    join(homedir(), '.terraform.d', 'plugins'),
    join(homedir(), '.terraform.d', 'plugin-cache'),
    '/usr/share/terraform/plugins',
    '/usr/local/share/terraform/plugins',
    ...foldersIn('/opt'),
    ...foldersIn('/opt').flatMap(foldersIn),
  ].find((folder) => folder !== '' && holdsProvider(folder));

/** @returns the tools, or a phrase for each that is missing. */
export const findTools = (): Tools | { readonly missing: readonly string[] } => {
  const python = [process.env.PYTHON ?? '', 'python3', 'python'].find(
    (candidate) => candidate !== '' && works(candidate, '-c', 'import boto3, moto.server'),
  );
  const missing = [
    ...(works('terraform', 'version') ? [] : ['Terraform 1.11 or later']),
    ...(works('aws', '--version') ? [] : ['the AWS CLI']),
    ...(python ? [] : ["the emulator (pip install 'moto[server]' boto3)"]),
  ];
  return python && missing.length === 0 ? { python, plugins: findPlugins() } : { missing };
};
