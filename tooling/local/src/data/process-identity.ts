import { readFile } from 'node:fs/promises';

/** One run of one process. A pid alone is not that: pids are used again, at once in containers. */
export interface ProcessIdentity {
  readonly pid: number;
  /** The boot and the clock tick the process began in; `null` where the system does not tell (no `/proc`). */
  readonly began: string | null;
}

/** Fields of `/proc/<pid>/stat` after the command's name, which may itself hold spaces and parentheses (proc(5)). */
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

/** Whether that very run of the process still runs. A zombie does not. */
export const isRunning = async (identity: ProcessIdentity): Promise<boolean> => {
  if (!answersSignals(identity.pid)) return false;
  const fields = await statFields(identity.pid);
  if (!fields || identity.began === null) return true;
  if (fields[STATE] === 'Z') return false;
  return (await identifyProcess(identity.pid)).began === identity.began;
};
