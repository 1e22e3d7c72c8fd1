import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { atomicWrite } from './atomic-write';
import { identifyProcess, isRunning, type ProcessIdentity } from './process-identity';

/** Another running process holds the folder. */
export class FolderInUse extends Error {
  constructor(
    readonly folder: string,
    readonly pid: number,
  ) {
    super(`${folder} is in use by process ${pid}. Stop it, or set FRONTDESK_DATA to another folder.`);
    this.name = 'FolderInUse';
  }
}

interface Claim {
  readonly holder: ProcessIdentity | null;
}

const CLAIM = /^lock\.(\d+)$/;
const ATTEMPTS = 100;

const claimNumbers = async (folder: string): Promise<number[]> =>
  (await readdir(folder))
    .flatMap((name) => CLAIM.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => b - a);

const readClaim = async (path: string): Promise<Claim | undefined> => {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Claim;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Creates the claim's file, complete or not at all. Returns `false` if another process created that number first. */
const tryClaim = async (folder: string, number: number, claim: Claim): Promise<boolean> => {
  const draft = join(folder, `.lock.${randomUUID()}.tmp`);
  await atomicWrite(draft, JSON.stringify(claim));
  try {
    await link(draft, join(folder, `lock.${number}`));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
};

/**
 * Locks a folder for this process. Claims are numbered files, `lock.1`, `lock.2`, …. Only the highest counts: it holds
 * the folder as long as its process runs. If that process is dead or has released the folder, the next process to come
 * creates the next number. The highest claim is never deleted, so when several processes find it stale at the same
 * time, exactly one of them takes over. Deleting and re-creating a single lock file could not guarantee that.
 * @returns a function that releases the folder.
 * @throws FolderInUse
 */
export const lockFolder = async (folder: string): Promise<() => Promise<void>> => {
  const holder = await identifyProcess(process.pid);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const highest = (await claimNumbers(folder))[0] ?? 0;
    const standing = highest === 0 ? { holder: null } : await readClaim(join(folder, `lock.${highest}`));
    // Another process took over and removed this claim after we listed the folder: look again.
    if (!standing) continue;
    if (standing.holder && (await isRunning(standing.holder))) throw new FolderInUse(folder, standing.holder.pid);

    const mine = highest + 1;
    if (!(await tryClaim(folder, mine, { holder }))) continue;
    const numbers = await claimNumbers(folder);
    const path = join(folder, `lock.${mine}`);
    if (numbers[0] !== mine) {
      await rm(path, { force: true });
      continue;
    }
    await Promise.all(numbers.slice(1).map((number) => rm(join(folder, `lock.${number}`), { force: true })));
    return () => atomicWrite(path, JSON.stringify({ holder: null } satisfies Claim));
  }
  throw new Error(`${folder} could not be locked: too many processes are trying at once.`);
};
