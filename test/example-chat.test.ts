import { type ChildProcess, spawn } from 'node:child_process';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { api, sharedStack } from '@frontdesk/testkit/api';
import { freshTenant, staffOf } from '@frontdesk/testkit/aws';
import { withBrowser } from '@frontdesk/testkit/browser';
import { until } from '@frontdesk/testkit/dev-process';
import { putSettings } from '@frontdesk/testkit/tenant-settings';

const ROOT = join(__dirname, '..');

/** A way to the stack that can be cut. */
const openWay = async (): Promise<{ readonly port: number; readonly server: Server; cut(): void }> => {
  const under = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(new URL(sharedStack().api_url).port), '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      under.add(one);
      one.on('error', () => other.destroy()).on('close', () => under.delete(one));
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    server,
    cut: () => {
      for (const socket of under) socket.destroy();
    },
  };
};

const ended = (child: ChildProcess): Promise<unknown> => {
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  return exit;
};

test('the chat client shows each message once and in order, whenever its connection is cut', async () => {
  const { id: token } = await staffOf(freshTenant('chat'));
  const way = await openWay();
  const args = ['--experimental-websocket', 'examples/chat-client/chat.mjs', '--staff', token, 'thread-1'];
  const client = spawn('node', args, {
    cwd: ROOT,
    env: { ...process.env, REALTIME_URL: `ws://127.0.0.1:${way.port}/realtime` },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let printed = '';
  client.stdout.on('data', (text) => {
    printed += text;
  });
  const said = () => [...printed.matchAll(/^(?:me|human): (.+)$/gm)].map(([, text]) => text);
  const lines = (whose: string) => Array.from({ length: 6 }, (_, i) => `${whose} ${i}`);
  try {
    for (const [i, mine] of lines('mine').entries()) {
      client.stdin.write(`${mine}\n`);
      // Cut while the message is under way, and while another one is pushed.
      way.cut();
      const body = { text: lines('theirs')[i] };
      expect((await api('POST /threads/thread-1/messages', { token, body })).status).toBe(201);
      await until(async () => (said().length === 2 * (i + 1) ? true : undefined), 30_000);
    }
    const { body } = await api('GET /threads/thread-1/messages', { token });
    const stored = body.messages.map(({ text }: { text: string }) => text);
    expect(said()).toEqual(stored);
    expect(stored.toSorted()).toEqual([...lines('mine'), ...lines('theirs')]);
  } finally {
    await ended(client);
    way.cut();
    way.server.close();
  }
}, 120_000);

test('thirty lines are a client: they ask, and print the question and the answer once each', async () => {
  const tenant = freshTenant('thirty');
  await putSettings(tenant, { public_chat: true, models: ['offline'] });
  const args = ['--experimental-websocket', 'examples/chat-client/thirty-lines.mjs', tenant, 'Hello'];
  const client = spawn('node', args, {
    cwd: ROOT,
    env: { ...process.env, API_URL: sharedStack().api_url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  client.stdout.on('data', (text) => {
    printed += text;
  });
  try {
    await until(async () => (/^assistant: /m.test(printed) ? true : undefined), 30_000);
    expect(printed.match(/^.+: Hello$/gm)).toHaveLength(1);
    expect(printed.match(/^assistant: /gm)).toHaveLength(1);
  } finally {
    await ended(client);
  }
}, 60_000);

withBrowser('the chat client in a web page', (browser) => {
  let server: ChildProcess;
  let url: string;
  beforeAll(async () => {
    server = spawn('node', ['examples/chat-client/serve.mjs'], {
      cwd: ROOT,
      env: { ...process.env, CHAT_PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    server.stdout?.on('data', (text) => {
      printed += text;
    });
    url = await until(async () => /http:\S+/.exec(printed)?.[0], 10_000);
  });
  afterAll(() => ended(server));

  test('shows what the visitor says and what the assistant answers, also after the page was loaded anew', async () => {
    const tenant = freshTenant('page');
    await putSettings(tenant, { public_chat: true, models: ['offline'] });
    const page = await browser().newPage();
    await page.goto(`${url}?${new URLSearchParams({ api: sharedStack().api_url, tenant })}`);
    await page.getByLabel('Your message').fill('I want to talk to a human');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.locator('li').nth(1).waitFor();
    const shown = await page.locator('li').allInnerTexts();
    expect(shown).toEqual(['I want to talk to a human', expect.stringContaining('staff')]);
    await page.reload();
    await page.locator('li').nth(1).waitFor();
    expect(await page.locator('li').allInnerTexts()).toEqual(shown);
    await page.close();
  }, 60_000);
});
