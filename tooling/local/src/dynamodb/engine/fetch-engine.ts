import { execFile } from 'node:child_process';
import { access, constants, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Log } from '@frontdesk/core/observe';
import type { Platform, PlatformPackage } from './platform-package';

const run = promisify(execFile);
const DEADLINE_MS = 120_000;
const NO_RUBBISH = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts'];

export interface FetchOptions {
  /** The folder that fetched engines are kept in. */
  readonly cache: string;
  /** The environment in which npm runs. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Pick<Log, 'warn'>;
}

export const isExecutable = async (path: string): Promise<boolean> => {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** npm's own code for what went wrong (`E404`, `EINTEGRITY`, `ENOTFOUND` …), or the deadline. */
const npmReason = (error: unknown): string => {
  const { killed, code, stderr = '' } = error as { killed?: boolean; code?: unknown; stderr?: string };
  if (killed) return `no end after ${DEADLINE_MS / 1000} s`;
  return /npm error code (\S+)/.exec(stderr)?.[1] ?? String(code);
};

/** Moves a finished download to where it is looked for. If another process was faster, its identical copy is used. */
const keep = async (made: string, kept: string): Promise<void> => {
  await mkdir(dirname(kept), { recursive: true });
  await rename(made, kept).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
};

/**
 * Fetches the engine's package with npm, which uses the user's registry and proxy, and rejects anything whose digest is
 * not the one that the registry states. What is already in the cache folder is not fetched again.
 * @returns the path of the binary.
 * @throws Error with npm's reason.
 */
export const fetchEngine = async (
  wanted: PlatformPackage,
  { os, cpu }: Platform,
  { cache, environment, log }: FetchOptions,
): Promise<string> => {
  const spec = `${wanted.name}@${wanted.version}`;
  const kept = join(cache, spec);
  const binary = join(kept, 'dynoxide');
  if (await isExecutable(binary)) return binary;
  log.warn('fetching the DynamoDB engine for this platform, once', { package: spec });
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'fetching-'));
  try {
    await run('npm', ['install', '--prefix', work, ...NO_RUBBISH, `--os=${os}`, `--cpu=${cpu}`, spec], {
      timeout: DEADLINE_MS,
      env: environment,
    });
    await keep(join(work, 'node_modules', wanted.name), kept);
  } catch (error) {
    throw new Error(`${spec} cannot be had from the npm registry (${npmReason(error)})`, { cause: error });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  if (!(await isExecutable(binary))) throw new Error(`${spec} holds no program "dynoxide"`);
  return binary;
};
