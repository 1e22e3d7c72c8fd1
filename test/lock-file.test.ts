import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const STORE = join(ROOT, 'node_modules', '.pnpm');
const lock = readFileSync(join(ROOT, 'pnpm-lock.yaml'), 'utf8');

interface Installed {
  readonly name: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** A folder of `node_modules/.pnpm` holds its package, and links to what that needs. */
const installed = (folder: string): Installed[] => {
  const modules = join(STORE, folder, 'node_modules');
  const name = folder.replace(/^(@[^+]+)\+/, '$1/').replace(/(?<=.)@.*$/, '');
  const file = join(modules, name, 'package.json');
  return existsSync(file) ? [JSON.parse(readFileSync(file, 'utf8'))] : [];
};

/** A range (`^2.3.3`) may be locked at any version, an exact version only at that one. */
const isLocked = (name: string, wanted: string): boolean => {
  const key = /^\d/.test(wanted) ? `${name}@${wanted}` : `${name}@`;
  return lock.includes(`\n  ${key}`) || lock.includes(`\n  '${key}`);
};

test('the lock file lists the binaries for every platform, whichever platform it was written on', () => {
  const packages = readdirSync(STORE).flatMap(installed);
  const optional = packages.flatMap(({ name, optionalDependencies = {} }) =>
    Object.entries(optionalDependencies).map(([wanted, range]) => ({ name, wanted, range })),
  );
  // pnpm silently leaves out what a registry does not serve. `pnpm install --fix-lockfile` adds it again.
  expect(optional.filter(({ wanted, range }) => !isLocked(wanted, range))).toEqual([]);
  for (const tool of ['@biomejs/biome', '@swc/core', 'esbuild', 'typescript', 'unrs-resolver']) {
    expect(optional.filter(({ name, wanted }) => name === tool && /darwin-arm64/.test(wanted))).toHaveLength(1);
  }
});

test('the lock file names no registry, so everybody can use their own', () => {
  expect(lock.match(/https?:\/\/\S+/g)).toBeNull();
});
