import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface RunningProcess {
  readonly pid: number;
  /** The program and its arguments, with spaces between them. */
  readonly command: string;
}

/** For Linux, where a slim container has no `ps`. A zombie's command line is empty. */
const fromProc = (): RunningProcess[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(join('/proc', pid, 'cmdline'), 'utf8')
          .replaceAll('\0', ' ')
          .trim();
        return command === '' ? [] : [{ pid: Number(pid), command }];
      } catch {
        return [];
      }
    });

/** For everywhere else, with what POSIX specifies. */
const fromPs = (): RunningProcess[] =>
  execFileSync('ps', ['-A', '-ww', '-o', 'pid=', '-o', 'stat=', '-o', 'args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [, pid, state = '', command = ''] = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
      return pid === undefined || state.startsWith('Z') ? [] : [{ pid: Number(pid), command }];
    });

/** Every process that is running now. Zombies have ended, so they are left out. */
export const runningProcesses = (): RunningProcess[] => (existsSync('/proc/self/cmdline') ? fromProc() : fromPs());
