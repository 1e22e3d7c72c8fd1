import { execFile } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { promisify } from 'node:util';
import type { Redeclared } from '@frontdesk/build/redeclare';
import type { Manifest } from '@frontdesk/manifest';

const DEADLINE_MS = 30_000;
const LOW = constants.priority.PRIORITY_BELOW_NORMAL;

/**
 * Reads the declarations from the sources as they are now. This needs a new process, because this one has the old
 * modules loaded.
 * @throws Error whose first line says what is wrong with the declarations.
 */
export const readDeclarations = async (root: string, signal: AbortSignal): Promise<Redeclared> => {
  const collecting = promisify(execFile)(
    process.execPath,
    // tsx's own command would start a second process for the program, whose priority could not be set.
    ['--import', 'tsx', 'tooling/build/src/declarations-cli.ts'],
    { cwd: root, signal, timeout: DEADLINE_MS, maxBuffer: 16 * 1024 * 1024 },
  );
  const { pid } = collecting.child;
  // The bundles are built at the same time, and the edited function should answer first.
  if (pid !== undefined) setPriority(pid, LOW);
  const { stdout } = await collecting.catch((error: { readonly stderr?: string }) => {
    throw new Error(error.stderr?.trim() || String(error));
  });
  return JSON.parse(stdout) as Redeclared;
};

const declared = ({ functions, source_hash: _, ...rest }: Manifest): string =>
  JSON.stringify({ ...rest, functions: Object.values(functions).map(({ zip_sha256: _, ...fn }) => fn) });

/** Whether two manifests declare the same things. The hashes are ignored, because they change with every edit. */
export const sameDeclarations = (a: Manifest, b: Manifest): boolean => declared(a) === declared(b);
