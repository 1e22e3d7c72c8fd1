import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atomicWrite } from '../../src/data/atomic-write';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frontdesk-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a file is created with its folders, readable by its owner only', async () => {
  const path = join(folder, 'a', 'b', 'file.json');
  await atomicWrite(path, 'content');
  expect(await readFile(path, 'utf8')).toBe('content');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'a'))).mode & 0o777).toBe(0o700);
});

test('a reader always sees one complete content while others are written', async () => {
  const path = join(folder, 'file');
  const contents = Array.from({ length: 20 }, (_, index) => String(index).repeat(50_000));
  await atomicWrite(path, contents[0] ?? '');
  const writes = contents.map((content) => atomicWrite(path, content));
  const seen: string[] = [];
  while (seen.length < 20) seen.push(await readFile(path, 'utf8'));
  await Promise.all(writes);
  for (const content of seen) expect(contents.includes(content)).toBe(true);
});

test('nothing but the file is left behind, not even by a write that fails', async () => {
  const path = join(folder, 'file');
  await atomicWrite(path, 'content');
  await expect(atomicWrite(join(path, 'below-a-file'), 'content')).rejects.toThrow();
  expect(await readdir(folder)).toEqual(['file']);
});
