import { access, constants } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';

/** How DynamoDB is to be had here: a binary to run, or one that somebody else runs. */
export type EngineSource =
  | { readonly kind: 'binary'; readonly path: string }
  | { readonly kind: 'endpoint'; readonly url: string };

type Environment = Readonly<Record<string, string | undefined>>;

const PACKAGE = '@dynoxide/linux-x64';

const isExecutable = async (path: string): Promise<boolean> => {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The package is an optional dependency: on other platforms the package manager leaves it out. */
const packagedBinary = (): string | undefined => {
  try {
    return join(dirname(require.resolve(`${PACKAGE}/package.json`)), 'dynoxide');
  } catch {
    return undefined;
  }
};

/**
 * Finds the DynamoDB engine: the packaged binary, else `dynoxide` on PATH, else `DYNAMODB_ENDPOINT`.
 * @throws Error that says what to do where there is none of them.
 */
export const locateEngine = async (
  environment: Environment,
  packaged: string | undefined = packagedBinary(),
): Promise<EngineSource> => {
  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = [packaged, ...folders.map((folder) => join(folder, 'dynoxide'))];
  for (const path of candidates) {
    if (path !== undefined && (await isExecutable(path))) return { kind: 'binary', path };
  }
  const url = environment.DYNAMODB_ENDPOINT;
  if (url) return { kind: 'endpoint', url: url.replace(/\/+$/, '') };
  throw new Error(
    `No DynamoDB engine for ${process.platform}-${process.arch}: put "dynoxide" on PATH, or set DYNAMODB_ENDPOINT to the URL of a DynamoDB Local.`,
  );
};
