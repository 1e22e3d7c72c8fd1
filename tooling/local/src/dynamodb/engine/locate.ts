import { delimiter, dirname, join, resolve } from 'node:path';
import { type FetchOptions, fetchEngine, isExecutable } from './fetch-engine';
import { type Platform, platformPackage, thisPlatform } from './platform-package';

/** Where DynamoDB comes from here: a binary to run, or one that somebody else runs. */
export type EngineSource =
  | { readonly kind: 'binary'; readonly path: string }
  | { readonly kind: 'endpoint'; readonly url: string };

/** `PATH` and `DYNAMODB_ENDPOINT` are looked up in the environment. */
export interface WhereToLook extends Omit<FetchOptions, 'cache'> {
  readonly platform?: Platform;
  /** The binary that was installed with the project's packages. */
  readonly packaged?: string;
  /** Git ignores it. */
  readonly cache?: string;
}

/** The one for linux-x64 is an optional dependency: elsewhere the package manager leaves it out. */
const packagedBinary = (platform: Platform): string | undefined => {
  const wanted = platformPackage(platform);
  if (!wanted) return undefined;
  try {
    return join(dirname(require.resolve(`${wanted.name}/package.json`)), 'dynoxide');
  } catch {
    return undefined;
  }
};

/** @throws Error in one sentence that says what to do. */
const fetched = async (platform: Platform, options: FetchOptions): Promise<string> => {
  const otherwise = 'put "dynoxide" on PATH, or set DYNAMODB_ENDPOINT to the URL of a DynamoDB Local.';
  const where = `${platform.os}-${platform.cpu}`;
  const wanted = platformPackage(platform);
  if (!wanted) {
    const windows = platform.os === 'win32' ? 'run Frontdesk in WSL, ' : '';
    throw new Error(`There is no DynamoDB engine for ${where}: ${windows}${otherwise}`);
  }
  try {
    return await fetchEngine(wanted, platform, options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`No DynamoDB engine for ${where}, as ${reason}: ${otherwise}`, { cause: error });
  }
};

/**
 * Finds the DynamoDB engine: the packaged binary, else `dynoxide` on PATH, else `DYNAMODB_ENDPOINT`, else the published
 * binary for this platform, fetched once.
 * @throws Error that says what to do if there is none of these.
 */
export const locateEngine = async ({
  environment,
  log,
  platform = thisPlatform,
  packaged = packagedBinary(platform),
  cache = resolve('.cache', 'engine'),
}: WhereToLook): Promise<EngineSource> => {
  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = [packaged, ...folders.map((folder) => join(folder, 'dynoxide'))];
  for (const path of candidates) {
    if (path !== undefined && (await isExecutable(path))) return { kind: 'binary', path };
  }
  const url = environment.DYNAMODB_ENDPOINT;
  if (url) return { kind: 'endpoint', url: url.replace(/\/+$/, '') };
  return { kind: 'binary', path: await fetched(platform, { environment, log, cache }) };
};
