import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import manifest from '../../../package.json';
import { locateEngine, type WhereToLook } from '../../../src/dynamodb/engine/locate';
import { digestOf, type PackageRegistry, packedEngine, startPackageRegistry } from './package-registry';

const VERSION = manifest.optionalDependencies['@dynoxide/linux-x64'];
const MAC = { os: 'darwin', cpu: 'arm64' };
const nowhere = '/does/not/exist/dynoxide';
const DYNAMODB_ENDPOINT = 'http://127.0.0.1:8000/';

let folder: string;
let binary: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frontdesk-'));
  binary = join(folder, 'dynoxide');
  await writeFile(binary, '#!/bin/sh\n');
  await chmod(binary, 0o755);
});
afterEach(() => rm(folder, { recursive: true }));

let said: string[];
beforeEach(() => {
  said = [];
});
const log = { warn: (message: string) => void said.push(message) };
const locate = (where: Partial<WhereToLook>) =>
  locateEngine({ environment: {}, log, packaged: nowhere, cache: join(folder, 'cache'), ...where });

test('the packaged binary comes first', async () => {
  const source = await locate({ environment: { PATH: folder, DYNAMODB_ENDPOINT }, packaged: '/bin/sh' });
  expect(source).toEqual({ kind: 'binary', path: '/bin/sh' });
});

test('without the package, dynoxide on PATH is used', async () => {
  const source = await locate({ environment: { PATH: `/nowhere:${folder}`, DYNAMODB_ENDPOINT } });
  expect(source).toEqual({ kind: 'binary', path: binary });
});

test('a file that cannot be executed is skipped', async () => {
  await chmod(binary, 0o644);
  const source = await locate({ environment: { PATH: folder, DYNAMODB_ENDPOINT } });
  expect(source).toEqual({ kind: 'endpoint', url: 'http://127.0.0.1:8000' });
});

test('if no engine is published for the platform, one sentence says what to do', async () => {
  await expect(locate({ platform: { os: 'sunos', cpu: 'x64' } })).rejects.toThrow(
    'There is no DynamoDB engine for sunos-x64: put "dynoxide" on PATH, or set DYNAMODB_ENDPOINT to the URL of a DynamoDB Local.',
  );
  await expect(locate({ platform: { os: 'win32', cpu: 'x64' } })).rejects.toThrow(
    /win32-x64: run Frontdesk in WSL, put/,
  );
});

describe('on platforms other than linux-x64', () => {
  let registry: PackageRegistry;
  let environment: NodeJS.ProcessEnv;
  let packed: Buffer;
  beforeAll(() => {
    packed = packedEngine('@dynoxide/darwin-arm64', VERSION, '#!/bin/sh\necho the engine for this platform\n');
  });
  const serve = async (stated = digestOf(packed)): Promise<void> => {
    registry = await startPackageRegistry('@dynoxide/darwin-arm64', VERSION, packed, stated);
    const lacksEngine = (path: string): boolean => !existsSync(join(path, 'dynoxide'));
    environment = {
      ...process.env,
      PATH: process.env.PATH?.split(delimiter).filter(lacksEngine).join(delimiter),
      DYNAMODB_ENDPOINT: undefined,
      npm_config_registry: registry.url,
      npm_config_cache: join(folder, 'npm'),
      npm_config_fetch_retries: '0',
    };
  };
  afterEach(() => registry.close());

  test('the engine that fits is fetched once, at the pinned version, and can be run', async () => {
    await serve();
    const first = await locate({ environment, platform: MAC });
    expect(first).toEqual({
      kind: 'binary',
      path: join(folder, 'cache', `@dynoxide/darwin-arm64@${VERSION}`, 'dynoxide'),
    });
    expect(execFileSync((first as { path: string }).path, { encoding: 'utf8' })).toBe('the engine for this platform\n');
    expect(said).toEqual(['fetching the DynamoDB engine for this platform, once']);
    expect(await locate({ environment, platform: MAC })).toEqual(first);
    expect(registry.downloads()).toBe(1);
  });

  test('two processes that fetch at once both get it, and leave nothing half done', async () => {
    await serve();
    const [one, other] = await Promise.all([
      locate({ environment, platform: MAC }),
      locate({ environment, platform: MAC }),
    ]);
    expect(one).toEqual(other);
    expect(await readdir(join(folder, 'cache'))).toEqual(['@dynoxide']);
  });

  test('an archive with another digest than the registry states is refused', async () => {
    await serve(digestOf(Buffer.from('another')));
    await expect(locate({ environment, platform: MAC })).rejects.toThrow(
      /darwin-arm64@\S+ cannot be had .*\(EINTEGRITY\): put/,
    );
    expect(await readdir(join(folder, 'cache'))).toEqual([]);
  });

  test('if the registry lacks it, one sentence says what to do', async () => {
    await serve();
    await expect(locate({ environment, platform: { os: 'linux', cpu: 'arm64' } })).rejects.toThrow(
      `No DynamoDB engine for linux-arm64, as @dynoxide/linux-arm64@${VERSION} cannot be had from the npm registry (E404): put "dynoxide" on PATH, or set DYNAMODB_ENDPOINT to the URL of a DynamoDB Local.`,
    );
  });
});
