import { readFile } from 'node:fs/promises';

/** Identifies one run of one process. A pid is not enough: pids are reused, in containers almost at once. */
export interface ProcessIdentity {
  readonly pid: number;
  /** The boot id and the clock tick at which the process started; `null` on systems without `/proc`. */
  readonly began: string | null;
}

/**
 * Positions of fields in `/proc/<pid>/stat`, counted after the command's name, which may itself contain spaces and
 * parentheses (proc(5)).
 */
const STATE = 0;
const START_TIME = 19;

const statFields = async (pid: number): Promise<readonly string[] | undefined> => {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
};

/** Identifies a running process. */
export const identifyProcess = async (pid: number): Promise<ProcessIdentity> => {
  const fields = await statFields(pid);
  if (!fields) return { pid, began: null };
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return { pid, began: `${boot.trim()}:${fields[START_TIME]}` };
};

const answersSignals = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Whether this run of the process is still alive. A zombie is not. */
export const isRunning = async (identity: ProcessIdentity): Promise<boolean> => {
  if (!answersSignals(identity.pid)) return false;
  const fields = await statFields(identity.pid);
  if (!fields || identity.began === null) return true;
  if (fields[STATE] === 'Z') return false;
  return (await identifyProcess(identity.pid)).began === identity.began;
};
