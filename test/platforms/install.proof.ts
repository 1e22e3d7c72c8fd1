import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { locateEngine } from '@frontdesk/local/dynamodb/engine/locate';
import { compiledFor } from './machine-code';

const ROOT = join(__dirname, '..', '..');
const TOOLS = ['@biomejs/cli', '@swc/core', '@esbuild', '@typescript/typescript', '@unrs/resolver-binding'];
const OTHER_PLATFORMS = [
  ['darwin', 'arm64'],
  ['linux', 'arm64'],
] as const;

let work: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'frontdesk-platform-'));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

/** The parts of the project that the package manager reads: it needs no source to install. */
const copyManifests = (): void => {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0');
  for (const file of files.filter((name) => /(^|\/)(package\.json|pnpm-.*\.yaml|\.npmrc)$/.test(name))) {
    mkdirSync(dirname(join(work, file)), { recursive: true });
    cpSync(join(ROOT, file), join(work, file));
  }
};

/** Installs as the Makefile does, but for another platform. */
const installFor = (os: string, cpu: string): void => {
  const { packageManager } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const args = ['-y', packageManager, 'install', '--frozen-lockfile', `--os=${os}`, `--cpu=${cpu}`];
  execFileSync('npx', args, { cwd: work, stdio: ['ignore', 'ignore', 'inherit'], timeout: 240_000 });
};

const platformsOf = (tool: string): string[] => {
  const store = join(work, 'node_modules', '.pnpm');
  const prefix = `${tool.replace('/', '+')}${tool.includes('/') ? '-' : '+'}`;
  const folders = readdirSync(store).filter((name) => name.startsWith(prefix));
  const files = folders.flatMap((folder) =>
    readdirSync(join(store, folder, 'node_modules'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => compiledFor(join(entry.parentPath, entry.name))),
  );
  return [...new Set(files.filter((compiled) => !compiled.startsWith('no program')))];
};

test.each(OTHER_PLATFORMS)("a frozen install on %s-%s installs every tool's program for that platform", (os, cpu) => {
  copyManifests();
  installFor(os, cpu);
  const wanted = [`${os}-${cpu}`];
  expect(Object.fromEntries(TOOLS.map((tool) => [tool, platformsOf(tool)]))).toEqual(
    Object.fromEntries(TOOLS.map((tool) => [tool, wanted])),
  );
});

const locate = (os: string, cpu: string) =>
  locateEngine({
    environment: { ...process.env, DYNAMODB_ENDPOINT: undefined },
    platform: { os, cpu },
    packaged: join(work, 'none'),
    cache: join(work, 'engine'),
    log: { warn: () => undefined },
  });

test.each(OTHER_PLATFORMS)('on %s-%s the engine is fetched, or one line says what to do', async (os, cpu) => {
  try {
    const source = await locate(os, cpu);
    console.log(`On ${os}-${cpu} the engine comes from the registry.`);
    expect(source.kind === 'binary' && compiledFor(source.path)).toBe(`${os}-${cpu}`);
  } catch (error) {
    const { message } = error as Error;
    console.log(message);
    expect(message).toMatch(
      /^No DynamoDB engine for .* \(E404\): put "dynoxide" on PATH, or set DYNAMODB_ENDPOINT .*$/,
    );
  }
});

test('the fetched engine is the same program as the one in the lock file', async () => {
  const source = await locate('linux', 'x64');
  expect(source.kind === 'binary' && compiledFor(source.path)).toBe('linux-x64');
  const locked = join(ROOT, 'node_modules', '@dynoxide', 'linux-x64', 'dynoxide');
  if (process.platform === 'linux' && process.arch === 'x64' && source.kind === 'binary') {
    expect(readFileSync(source.path).equals(readFileSync(locked))).toBe(true);
  }
});
