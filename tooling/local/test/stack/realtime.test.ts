import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest } from '@frontdesk/manifest';
import { collect } from '@frontdesk/manifest/collect';
import { type Client, openClient } from '@frontdesk/testkit/socket-client';
import { startTemporaryStack, type TemporaryStack } from '@frontdesk/testkit/temporary-stack';
import { buildSync } from 'esbuild';
import { eventually } from '../lambda/bundles';
import { doorbell } from './doorbell/function';

const ROOT = join(__dirname, '..', '..', '..', '..');
const BUILT = JSON.parse(readFileSync(join(ROOT, 'dist', 'manifest.json'), 'utf8')) as Manifest;

/** What the build made, and the doorbell besides. */
const manifestWith = (word: string, { granted = true }: { granted?: boolean } = {}): Manifest => {
  const declared = collect([doorbell(word, granted)], new Map([['doorbell', { zipSha256: '' }]]), '');
  return { ...BUILT, functions: { ...BUILT.functions, ...declared.functions }, socket: declared.socket };
};

let dist: string;
let stack: TemporaryStack;
const logged: string[] = [];
const clients: Client[] = [];

beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'frontdesk-realtime-'));
  cpSync(join(ROOT, 'dist'), dist, { recursive: true });
  writeFileSync(join(dist, 'manifest.json'), JSON.stringify(manifestWith('ding')));
  buildSync({
    entryPoints: [join(__dirname, 'doorbell', 'index.ts')],
    outfile: join(dist, 'functions', 'doorbell', 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
  });
  stack = await startTemporaryStack({ dist, onFunctionLog: (_name, line) => logged.push(line) });
}, 60_000);

afterEach(async () => {
  for (const { socket } of clients.splice(0)) socket.terminate();
  await stack.redeploy(manifestWith('ding'));
});

afterAll(async () => {
  await stack.close();
  rmSync(dist, { recursive: true, force: true });
});

const open = async (token = 'acme-dental'): Promise<Client> => {
  const client = await openClient(`${stack.outputs.realtime_url}?token=${token}`);
  clients.push(client);
  return client;
};

const ask = async (client: Client, frame: object): Promise<Record<string, unknown>> => {
  client.send(frame);
  return JSON.parse(await client.next());
};

const ring = (client: Client) => ask(client, { action: 'ring', text: 'hi' });

test('a declared socket answers on the stack’s port, if its authorizer allows the connection', async () => {
  expect(stack.outputs.realtime_url).toBe(`${stack.apiUrl.replace('http', 'ws')}/realtime`);
  expect(await ring(await open())).toMatchObject({ word: 'ding', text: 'hi', tenant: 'acme-dental', role: 'visitor' });
  await expect(open('wrong')).rejects.toMatchObject({ status: 403 });
  await expect(open('forged')).rejects.toMatchObject({ status: 401 });
  expect((await fetch(`${stack.apiUrl}/health`)).status).toBe(200);
});

test('a function knows where clients connect', async () => {
  expect((await ring(await open())).realtimeUrl).toBe(stack.outputs.realtime_url);
});

test('a frame of the wrong shape is answered by the function’s error frame', async () => {
  expect(await ask(await open(), { action: 'ring' })).toMatchObject({ action: 'error', code: 'invalid_request' });
});

test('a function sends to another connection through the address in its environment', async () => {
  const [from, to] = [await open(), await open()];
  const { connectionId } = await ring(to);
  expect(await ask(from, { action: 'pass', to: connectionId, text: 'dinner' })).toEqual({ passed: true });
  expect(await to.next()).toBe('dinner');
  to.socket.terminate();
  await eventually(() => logged.some((line) => line.includes('closed') && line.includes(String(connectionId))));
  expect(await ask(from, { action: 'pass', to: connectionId, text: 'x' })).toMatchObject({ because: 'GoneException' });
});

test('a function without the grant cannot send', async () => {
  await stack.redeploy(manifestWith('ding', { granted: false }));
  const client = await open();
  const { connectionId } = await ring(client);
  expect(await ask(client, { action: 'pass', to: connectionId, text: 'x' })).toEqual({
    passed: false,
    because: 'AccessDeniedException',
  });
});

test('a new deployment leaves connections open, and the new function gets their next frame', async () => {
  const client = await open();
  const before = await ring(client);
  await stack.redeploy(manifestWith('dong'));
  expect(await ring(client)).toEqual({ ...before, word: 'dong' });
});

test('frames in progress during a new deployment are answered by the old one', async () => {
  const client = await open();
  const redeployed = stack.redeploy(manifestWith('dong'));
  const words = new Set<unknown>();
  while (!words.has('dong')) words.add((await ring(client)).word);
  await redeployed;
  expect([...words]).toEqual(['ding', 'dong']);
});

test('a socket that is no longer declared closes its connections at their next frame, and accepts no new ones', async () => {
  const client = await open();
  await stack.redeploy({ ...manifestWith('ding'), socket: null });
  client.send({ action: 'ring', text: 'x' });
  expect((await client.closed).code).toBe(1001);
  await expect(open()).rejects.toMatchObject({ status: 404 });
  const outputs = JSON.parse(readFileSync(join(stack.data, 'outputs.json'), 'utf8'));
  expect(outputs).toMatchObject({ api_url: stack.apiUrl });
  expect(outputs).not.toHaveProperty('realtime_url');
});
