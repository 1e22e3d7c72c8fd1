import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type FoldersWatch, watchFolders } from '../../src/dev/watch-folders';

let root: string;
let watching: FoldersWatch;
let edits: string[];
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'frontdesk-watch-')));
  mkdirSync(join(root, 'chat', 'src'), { recursive: true });
  writeFileSync(join(root, 'chat', 'src', 'index.ts'), '0');
  edits = [];
  watching = watchFolders([root], new Set(['node_modules']), (file) => edits.push(file.slice(root.length + 1)));
});
afterEach(() => {
  watching.close();
  rmSync(root, { recursive: true, force: true });
});

const write = (path: string): void => writeFileSync(join(root, path), `${Math.random()}`);
const replace = (path: string): void => {
  write(`${path}.saving`);
  renameSync(join(root, `${path}.saving`), join(root, path));
};

/** Does something, and waits until it is told of the file. */
const tells = async (file: string, act: () => void): Promise<void> => {
  edits.length = 0;
  act();
  const end = Date.now() + 5_000;
  while (!edits.includes(file)) {
    if (Date.now() > end) throw new Error(`nothing was told of ${file}, but of ${edits.join(', ') || 'nothing'}`);
    await delay(5);
  }
};

const INDEX = 'chat/src/index.ts';

test('reports every save, whether an editor overwrites the file or replaces it, again and again', async () => {
  for (let i = 0; i < 3; i += 1) {
    await tells(INDEX, () => write(INDEX));
    await tells(INDEX, () => replace(INDEX));
  }
});

test('reports files that are created, moved and removed', async () => {
  await tells('chat/src/new.ts', () => write('chat/src/new.ts'));
  await tells('chat/src/moved.ts', () => renameSync(join(root, 'chat/src/new.ts'), join(root, 'chat/src/moved.ts')));
  await tells('chat/src/moved.ts', () => rmSync(join(root, 'chat/src/moved.ts')));
});

test('reports files in folders that are created later, removed and created again', async () => {
  for (let i = 0; i < 3; i += 1) {
    await tells('faq/src/routes/list.ts', () => {
      mkdirSync(join(root, 'faq', 'src', 'routes'), { recursive: true });
      write('faq/src/routes/list.ts');
    });
    await tells('faq/src/routes/list.ts', () => replace('faq/src/routes/list.ts'));
    await tells('faq', () => rmSync(join(root, 'faq'), { recursive: true }));
  }
});

test('reports nothing from ignored folders', async () => {
  mkdirSync(join(root, 'chat', 'node_modules', 'zod'), { recursive: true });
  write('chat/node_modules/zod/index.ts');
  await tells(INDEX, () => write(INDEX));
  expect(edits.filter((file) => file.includes('node_modules'))).toEqual([]);
});
