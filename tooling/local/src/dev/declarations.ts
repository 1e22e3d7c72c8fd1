import { execFile } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Redeclared } from '@frontdesk/build/redeclare';
import type { Manifest } from '@frontdesk/manifest';

const DEADLINE_MS = 30_000;
const LOW = constants.priority.PRIORITY_BELOW_NORMAL;

/**
 * Reads the declarations as the sources have them now. In a process of its own: this one has the old ones loaded.
 * @throws Error whose first line says what is wrong with them.
 */
export const readDeclarations = async (root: string, signal: AbortSignal): Promise<Redeclared> => {
  const collecting = promisify(execFile)(
    process.execPath,
    [join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs'), 'tooling/build/src/declarations-cli.ts'],
    { cwd: root, signal, timeout: DEADLINE_MS, maxBuffer: 16 * 1024 * 1024 },
  );
  const { pid } = collecting.child;
  // What was saved is to answer first: bundles are built at the same time.
  if (pid !== undefined) setPriority(pid, LOW);
  const { stdout } = await collecting.catch((error: { readonly stderr?: string }) => {
    throw new Error(error.stderr?.trim() || String(error));
  });
  return JSON.parse(stdout) as Redeclared;
};

const declared = ({ functions, source_hash: _, ...rest }: Manifest): string =>
  JSON.stringify({ ...rest, functions: Object.values(functions).map(({ zip_sha256: _, ...fn }) => fn) });

/** Whether two manifests declare the same. Hashes and sizes change with every edit. */
export const sameDeclarations = (a: Manifest, b: Manifest): boolean => declared(a) === declared(b);
