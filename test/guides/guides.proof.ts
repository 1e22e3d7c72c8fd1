import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { StackOutputs } from '@frontdesk/testkit/api';
import { type Checkout, copyCheckout } from '@frontdesk/testkit/checkout';
import { endChildren } from '@frontdesk/testkit/child-processes';
import { type DevProcess, nothingOver, startDevProcess, until } from '@frontdesk/testkit/dev-process';
import { type Block, blocksOf, readGuide, writeFiles } from '@frontdesk/testkit/guide';
import { describeWith } from '@frontdesk/testkit/with-tools';

/** The result of following a guide. */
interface Followed {
  readonly blocks: readonly Block[];
  readonly checkout: Checkout;
  /** The files that the guide tells its reader to write. */
  readonly files: readonly string[];
  readonly dev: DevProcess;
  /** What the guide's commands print while the stack runs. */
  tried(): Promise<string>;
  remove(): Promise<void>;
}

/** Follows a guide in a checkout of its own: the files, the commands, then the stack. */
const follow = async (name: string): Promise<Followed> => {
  const blocks = readGuide(name);
  const checkout = copyCheckout();
  const data = mkdtempSync(join(tmpdir(), 'frontdesk-guide-'));
  const run = async (command: string, environment: NodeJS.ProcessEnv = {}): Promise<string> => {
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', command], {
      cwd: checkout.root,
      env: { ...process.env, FRONTDESK_DATA: data, ...environment },
      timeout: 400_000,
    });
    return stdout;
  };
  const files = writeFiles(blocks, checkout);
  for (const command of blocksOf(blocks, 'sh')) await run(command);
  const dev = startDevProcess(data, { FRONTDESK_VERBOSE: '1' }, checkout.root);
  const { api_url, aws_endpoint, realtime_url }: StackOutputs = await dev.ready();
  return {
    blocks,
    checkout,
    files,
    dev,
    tried: async () => {
      const commands = blocksOf(blocks, 'sh', 'dev').join('\n');
      return run(
        commands.replaceAll('http://127.0.0.1:3000', api_url).replaceAll('http://127.0.0.1:3001', aws_endpoint),
        { REALTIME_URL: realtime_url },
      );
    },
    remove: async () => {
      dev.child.kill('SIGINT');
      expect((await dev.ended).code).toBe(0);
      await nothingOver(data);
      rmSync(data, { recursive: true, force: true });
      checkout.remove();
    },
  };
};

/** The guide's commands print what it says they print. */
const printsWhatItSays = async ({ blocks, tried }: Followed): Promise<void> => {
  const [said = ''] = blocksOf(blocks, 'json');
  expect(JSON.parse(await tried())).toEqual(JSON.parse(said));
};

const built = ({ checkout }: Followed, file: string): Record<string, Record<string, unknown>> =>
  JSON.parse(checkout.read(join('dist', file)));

let followed: Followed;
const following = (name: string): void => {
  beforeAll(async () => {
    followed = await follow(name);
  }, 500_000);
  afterAll(() => followed.remove());
};
afterAll(endChildren);

describe('the guide to a route', () => {
  following('add-a-route.md');

  test('leads to a route that is in the manifest and the document, and that answers', async () => {
    expect(built(followed, 'manifest.json').routes).toContainEqual(
      expect.objectContaining({ route_key: 'GET /faq/suggestions', function: 'faq', authorizer: 'jwt' }),
    );
    expect(built(followed, 'openapi.json').paths).toHaveProperty(['/faq/suggestions', 'get']);
    await printsWhatItSays(followed);
  }, 120_000);
});

describe('the guide to a WebSocket route', () => {
  following('add-a-socket-route.md');

  test('leads to a route that is in the manifest and the document, and that answers', async () => {
    expect(built(followed, 'manifest.json').socket?.routes).toContainEqual(
      expect.objectContaining({ route_key: 'members.list', function: 'realtime', answers: true }),
    );
    expect(built(followed, 'asyncapi.json').operations).toHaveProperty('listMembers');
    await printsWhatItSays(followed);
  }, 120_000);
});

describe('the guide to a function', () => {
  following('add-a-function.md');

  test('leads to one folder, whose function is in the manifest and the document, and answers', async () => {
    expect(followed.files.filter((file) => !file.startsWith('lambdas/hours/'))).toEqual([]);
    expect(built(followed, 'manifest.json').functions).toHaveProperty('hours');
    expect(built(followed, 'openapi.json').paths).toHaveProperty(['/opening-hours', 'get']);
    await printsWhatItSays(followed);
  }, 120_000);
});

describeWith(['aws'], 'the guide to a queue', () => {
  following('add-a-queue.md');

  test('leads to one folder, whose queue is in the manifest and the document, and whose messages are processed', async () => {
    expect(followed.files.filter((file) => !file.startsWith('lambdas/callbacks/'))).toEqual([]);
    const { queues, functions } = built(followed, 'manifest.json');
    expect(queues?.callbacks).toMatchObject({ max_receives: 5, visibility_seconds: 60 });
    expect(functions?.callbacks).toMatchObject({ event_sources: [{ kind: 'queue', name: 'callbacks' }] });
    expect(built(followed, 'asyncapi.json').operations).toHaveProperty('takeCallback');
    await followed.tried();
    const [line = ''] = blocksOf(followed.blocks, 'log');
    await until(async () => (followed.dev.printed().includes(line.trim()) ? true : undefined), 20_000);
  }, 120_000);
});
