import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');
const SOURCES = ['lambdas', 'packages', 'tooling'];
const TOOLS = ['Makefile', 'biome.json', 'tsconfig.json', '.gitignore', 'scripts', 'pnpm-workspace.yaml'];
const PARTS = [...SOURCES, ...TOOLS, 'examples', 'dist', 'package.json', 'bundle-budgets.json', 'pnpm-lock.yaml'];

/** A built copy of the project whose sources a test may edit. */
export interface Checkout {
  readonly root: string;
  read(file: string): string;
  /** Saves a file as most editors do: a new one takes its place. Makes its folder if needed. */
  save(file: string, content: string): void;
  /** Saves what a change makes of a file. @throws Error if it changes nothing. */
  edit(file: string, change: (content: string) => string): void;
  remove(): void;
}

/** Keeps file times, so that `make` takes a copy to be as fresh as its original. */
const copy = (from: string, to: string): void =>
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });

/** Links the installed packages: the workspace's own links lead into the copy, and everything else is shared. */
const linkPackages = (root: string): void => {
  const from = join(ROOT, 'node_modules');
  mkdirSync(join(root, 'node_modules'));
  for (const name of readdirSync(from)) {
    if (name !== '.pnpm') copy(join(from, name), join(root, 'node_modules', name));
  }
  symlinkSync(realpathSync(join(from, '.pnpm')), join(root, 'node_modules', '.pnpm'));
};

export const copyCheckout = (): Checkout => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'frontdesk-checkout-')));
  for (const part of PARTS) copy(join(ROOT, part), join(root, part));
  linkPackages(root);
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  const save = (file: string, content: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, `${file}.saving`), content);
    renameSync(join(root, `${file}.saving`), join(root, file));
  };
  return {
    root,
    read,
    save,
    edit: (file, change) => {
      const before = read(file);
      const after = change(before);
      if (after === before) throw new Error(`the edit of ${file} changes nothing`);
      save(file, after);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
};
