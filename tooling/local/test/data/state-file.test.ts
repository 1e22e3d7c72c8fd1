import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStateFile } from '../../src/data/state-file';

interface Counter {
  readonly count: number;
}

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frontdesk-'));
  path = join(folder, 'state.json');
});
afterEach(() => rm(folder, { recursive: true }));

const onDisk = async (): Promise<Counter> => JSON.parse(await readFile(path, 'utf8'));
const open = () => openStateFile<Counter>(path, () => ({ count: 0 }));

test('the initial state is on disk once the file is open', async () => {
  await open();
  expect(await onDisk()).toEqual({ count: 0 });
});

test('an update is on disk when it resolves, and in memory no earlier', async () => {
  const file = await open();
  const update = file.update((state) => [{ count: state.count + 1 }, 'done']);
  expect(file.read()).toEqual({ count: 0 });
  expect(await update).toBe('done');
  expect(await onDisk()).toEqual({ count: 1 });
  expect(file.read()).toEqual({ count: 1 });
});

test('concurrent updates are applied one after another, and none is lost', async () => {
  const file = await open();
  await Promise.all(Array.from({ length: 50 }, () => file.update((state) => [{ count: state.count + 1 }, undefined])));
  expect((await open()).read()).toEqual({ count: 50 });
});

test('a change that throws leaves the state as it was and the next change working', async () => {
  const file = await open();
  const failing = file.update(() => {
    throw new Error('refused');
  });
  const next = file.update((state) => [{ count: state.count + 1 }, undefined]);
  await expect(failing).rejects.toThrow('refused');
  await next;
  expect(await onDisk()).toEqual({ count: 1 });
});

test('a file that is not JSON is refused with its name, and not overwritten', async () => {
  await writeFile(path, 'not json');
  await expect(open()).rejects.toThrow(path);
  expect(await readFile(path, 'utf8')).toBe('not json');
});
