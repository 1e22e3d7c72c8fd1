import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkBudgets } from '../src/budgets';
import { layout } from '../src/layout';
import { sourceFiles, sourceHash } from '../src/source-hash';
import { zipFolder } from '../src/zip';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'frontdesk-build-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (path: string, text: string): void => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};

describe('a zip', () => {
  test('is the same for the same files, whenever they were written', () => {
    write('bundle/index.js', 'exports.handler = () => 1;');
    write('bundle/routes.json', '{}');
    const first = zipFolder(join(root, 'bundle'), join(root, 'first.zip'));
    utimesSync(join(root, 'bundle/index.js'), new Date(0), new Date(0));
    const second = zipFolder(join(root, 'bundle'), join(root, 'second.zip'));
    expect(second).toEqual(first);
    expect(readFileSync(join(root, 'first.zip')).equals(readFileSync(join(root, 'second.zip')))).toBe(true);
  });

  test('differs for different files', () => {
    write('bundle/index.js', '1');
    const { sha256 } = zipFolder(join(root, 'bundle'), join(root, 'a.zip'));
    write('bundle/index.js', '2');
    expect(zipFolder(join(root, 'bundle'), join(root, 'b.zip')).sha256).not.toBe(sha256);
  });
});

describe('the hash of the sources', () => {
  beforeEach(() => {
    write('lambdas/cats/src/function.ts', 'a');
    write('packages/core/src/deep/one.ts', 'b');
    write('packages/core/test/one.test.ts', 'c');
    write('tooling/build/src/bundle.ts', 'e');
    write('tooling/testkit/src/stack.ts', 'f');
    write('pnpm-lock.yaml', 'd');
    write('bundle-budgets.json', '{}');
  });

  test('changes with every source, and with the tools that build them', () => {
    const seen = new Set([sourceHash(root)]);
    for (const path of [
      'lambdas/cats/src/function.ts',
      'packages/core/src/deep/one.ts',
      'tooling/build/src/bundle.ts',
      'pnpm-lock.yaml',
    ]) {
      write(path, `${path} changed`);
      seen.add(sourceHash(root));
    }
    write('packages/core/src/new.ts', '');
    seen.add(sourceHash(root));
    expect(seen.size).toBe(6);
  });

  test.each(['packages/core/test/one.test.ts', 'tooling/testkit/src/stack.ts'])('does not change with %s', (path) => {
    const before = sourceHash(root);
    write(path, 'changed');
    expect(sourceHash(root)).toBe(before);
    expect(sourceFiles(root)).not.toContain(path);
  });
});

test('a bundle over its budget is named, by its own budget or by the default one', () => {
  write('bundle-budgets.json', '{"default_bytes": 100, "functions": {"small": 10}}');
  const bundle = (name: string, bytes: number) => ({ name, bytes, metafile: { inputs: {}, outputs: {} } });
  const { over, lines } = checkBudgets(layout(root), [bundle('small', 11), bundle('usual', 100), bundle('large', 101)]);
  expect(over).toEqual(['small', 'large']);
  expect(lines).toHaveLength(3);
});
