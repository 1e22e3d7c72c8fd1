import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '@frontdesk/core/time';
import { openObjectStore } from '@frontdesk/local/s3/object-store';
import { endChildren, startChild } from '@frontdesk/testkit/child-processes';
import { eventually } from '../dynamodb/engine/support';
import { temporaryFolder } from '../sqs/support';

const folder = temporaryFolder();
afterAll(async () => {
  await endChildren();
  folder.remove();
});

test('acknowledged objects survive kill -9, whole or in parts; removed ones and half-written files do not', async () => {
  const writer = startChild(['-r', 'tsx/cjs', join(__dirname, 'writer.ts'), folder.path]);
  let said = '';
  writer.stdout.on('data', (text) => {
    said += text;
  });
  await eventually(() => said.split('\n').length > 100, 20_000);
  writer.kill('SIGKILL');
  await once(writer, 'close');

  const lines = said.split('\n').slice(0, -1);
  const removed = new Set(lines.filter((line) => line.startsWith('-')).map((line) => line.slice(1)));
  const made = lines.filter((line) => line.startsWith('+')).map((line) => line.slice(1));
  const store = await openObjectStore(folder.path, systemClock);
  const left = store.list('b');
  const keys = left.map(({ key }) => key);
  // The last one may have been removed, and the process killed before it could say so.
  expect(made.slice(0, -1).filter((key) => !removed.has(key) && !keys.includes(key))).toEqual([]);
  expect(keys.filter((key) => removed.has(key))).toEqual([]);
  for (const { key, file } of left) expect(await readFile(join(folder.path, 'objects', file), 'utf8')).toBe(key);
  // One upload may have been begun, with its part.
  expect(readdirSync(join(folder.path, 'objects')).length - left.length).toBeLessThanOrEqual(1);
  await store.close();
});
