import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locateEngine } from '../../../src/dynamodb/engine/locate';

let folder: string;
let binary: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frontdesk-'));
  binary = join(folder, 'dynoxide');
  await writeFile(binary, '#!/bin/sh\n');
  await chmod(binary, 0o755);
});
afterEach(() => rm(folder, { recursive: true }));

const nowhere = '/does/not/exist/dynoxide';
const DYNAMODB_ENDPOINT = 'http://127.0.0.1:8000/';

test('the packaged binary comes first', async () => {
  expect(await locateEngine({ PATH: folder, DYNAMODB_ENDPOINT }, '/bin/sh')).toEqual({
    kind: 'binary',
    path: '/bin/sh',
  });
});

test('without the package, dynoxide on PATH is used', async () => {
  const source = await locateEngine({ PATH: `/nowhere:${folder}`, DYNAMODB_ENDPOINT }, nowhere);
  expect(source).toEqual({ kind: 'binary', path: binary });
});

test('a file that cannot be executed is passed over', async () => {
  await chmod(binary, 0o644);
  const source = await locateEngine({ PATH: folder, DYNAMODB_ENDPOINT }, nowhere);
  expect(source).toEqual({ kind: 'endpoint', url: 'http://127.0.0.1:8000' });
});

test('with none of them, one sentence says what to do', async () => {
  await expect(locateEngine({ PATH: '/nowhere' }, nowhere)).rejects.toThrow(
    /put "dynoxide" on PATH, or set DYNAMODB_ENDPOINT/,
  );
});
