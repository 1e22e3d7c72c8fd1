import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

test('every text that mentions make names an existing target', () => {
  const targets = new Set(read('Makefile').match(/^[a-z-]+(?=:)/gm));
  const files = execFileSync('git', ['ls-files', '-z', '*.md', '*.yml', '*.json', '*.sh', '.ci', '.githooks'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  // In code (`make dev`), on a line of its own, or as a value: not in sentences, where "make" is a verb.
  const named = files
    .split('\0')
    .filter((file) => file !== '')
    .flatMap((file) => [...read(file).matchAll(/(?:[`"]|^\s*)make ((?:[a-z-]+ ?)+)(?=$|[`"#A-Z])/gm)])
    .flatMap(([, words = '']) => words.trim().split(' '));
  expect(named.length).toBeGreaterThan(20);
  expect([...new Set(named)].filter((target) => !targets.has(target))).toEqual([]);
});

test('every random test draws from the seed of its run, and runs as often as that is told to', () => {
  const files = execFileSync('git', ['grep', '-lE', 'fast-check', '--', '*/test/**.test.ts', 'test/*.test.ts'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const names = files.split('\n').filter((file) => file !== '');
  expect(names.length).toBeGreaterThan(40);
  const past = /\bfc\.(?:assert|check)\(|\bfc\.sample\((?![^;]*\bseed\b)/;
  expect(names.filter((file) => past.test(read(file)))).toEqual([]);
});

describe('the pre-commit hook', () => {
  let repository: string;
  const git = (...args: string[]) => execFileSync('git', args, { cwd: repository, stdio: 'pipe' });
  const commit = (file: string, content: string) => {
    writeFileSync(join(repository, 'test', file), content);
    git('add', join('test', file));
    const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', `core.hooksPath=${ROOT}/.githooks`];
    return spawnSync('git', [...identity, 'commit', '-m', file], { cwd: repository, encoding: 'utf8' });
  };
  beforeEach(() => {
    repository = mkdtempSync(join(tmpdir(), 'frontdesk-hook-'));
    mkdirSync(join(repository, 'test'));
    symlinkSync(join(ROOT, 'node_modules'), join(repository, 'node_modules'));
    for (const file of ['biome.json', 'tsconfig.json', '.gitignore'])
      copyFileSync(join(ROOT, file), join(repository, file));
    git('init', '--quiet');
  });
  afterEach(() => rmSync(repository, { recursive: true }));

  test('accepts a correct commit', () => {
    expect(commit('good.ts', 'export const one = 1;\n')).toMatchObject({ status: 0 });
  });

  test('refuses bad formatting and says how to fix it', () => {
    const { status, stderr } = commit('bad.ts', 'export const one   =  1\n');
    expect(status).toBe(1);
    expect(stderr).toContain('make format');
  });

  test('refuses type errors', () => {
    const { status, stdout, stderr } = commit('wrong.ts', "export const one: number = 'one';\n");
    expect(status).not.toBe(0);
    expect(stdout + stderr).toContain('TS2322');
  });
});
