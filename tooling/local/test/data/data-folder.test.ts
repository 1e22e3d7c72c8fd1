import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endChildren, startChild } from '@frontdesk/testkit/child-processes';
import { openDataFolder } from '../../src/data/data-folder';
import { FolderInUse } from '../../src/data/folder-lock';
import { writeOutputs } from '../../src/data/outputs';

/** Elsewhere nothing tells one run of a pid from the next. */
const onLinux = process.platform === 'linux' ? test : test.skip;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frontdesk-'));
});
afterEach(async () => {
  await endChildren();
  await rm(folder, { recursive: true });
});

const holder = async (): Promise<{ child: ChildProcess; said: string }> => {
  const child = startChild(['-r', 'tsx/cjs', join(__dirname, 'holder.ts'), folder]);
  const [said] = await once(child.stdout, 'data');
  return { child, said: String(said).trim() };
};

const kill = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGKILL');
  await once(child, 'exit');
};

test('two stacks never share a folder: the second gets one line that says who holds it and what to do', async () => {
  const data = await openDataFolder(folder);
  const error = await openDataFolder(folder).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(FolderInUse);
  expect(String(error)).toContain(`process ${process.pid}`);
  expect(String(error)).toContain('FRONTDESK_DATA');
  expect(String(error)).not.toContain('\n');
  await data.release();
});

test('a released folder can be opened again, any number of times', async () => {
  for (let round = 0; round < 5; round += 1) await (await openDataFolder(folder)).release();
  await openDataFolder(folder);
  expect((await readdir(folder)).length).toBe(1);
});

test('a folder that another process holds is refused while that process runs, and taken over once it was killed', async () => {
  const { child, said } = await holder();
  expect(said).toBe('held');
  await expect(openDataFolder(folder)).rejects.toThrow(FolderInUse);
  await kill(child);
  await openDataFolder(folder);
});

onLinux('a process that got the pid of a dead holder does not keep the folder locked', async () => {
  await writeFile(join(folder, 'lock.7'), JSON.stringify({ holder: { pid: process.pid, began: 'another-boot:1' } }));
  await openDataFolder(folder);
  expect(await readdir(folder)).toEqual(['lock.8']);
});

test('of several processes that find a stale lock at once, exactly one gets the folder', async () => {
  await writeFile(join(folder, 'lock.1'), JSON.stringify({ holder: { pid: 1, began: 'another-boot:1' } }));
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => holder()));
  expect(outcomes.map(({ said }) => said).sort()).toEqual(['FolderInUse', 'FolderInUse', 'FolderInUse', 'held']);
});

test('many openings at once in one process give the folder to one', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => openDataFolder(folder)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('outputs are written under the names they are given', async () => {
  await writeOutputs(folder, { api_url: 'http://127.0.0.1:3000', service_client_ids: { voice: 'a' } });
  expect(JSON.parse(await readFile(join(folder, 'outputs.json'), 'utf8'))).toEqual({
    api_url: 'http://127.0.0.1:3000',
    service_client_ids: { voice: 'a' },
  });
});

test('the error for a path that cannot be a folder names it and says what to do', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(openDataFolder(join(folder, 'file'))).rejects.toThrow(
    `${join(folder, 'file')} cannot be used for the data (EEXIST). Set FRONTDESK_DATA to a writable folder.`,
  );
});
