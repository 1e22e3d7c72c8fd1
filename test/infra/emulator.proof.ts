import { once } from 'node:events';
import { createServer } from 'node:net';
import { type Checkout, checkout } from './support/checkout';
import { tools } from './support/emulator';
import { run, succeed } from './support/run';

/** The emulator as somebody starts it by hand. */
let copy: Checkout;
beforeAll(async () => {
  copy = await checkout({ built: false });
});
afterAll(() => copy?.remove());

/** Listens on a free port, and says which one. */
const listening = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return { port: address.port, close: async () => void (await new Promise((closed) => server.close(closed))) };
};

const emulator = (command: string, port: number) =>
  run('bash', ['test/infra/emulator.sh', command], {
    cwd: copy.root,
    env: { ...process.env, PYTHON: tools().python, EMULATOR_PORT: String(port) },
  });

test('it listens on the given port, and ends on request', async () => {
  const free = await listening();
  await free.close();
  const { stdout } = await emulator('start', free.port);
  try {
    expect(stdout).toContain(`export AWS_ENDPOINT_URL=http://127.0.0.1:${free.port}\n`);
    for (const name of ['dev', 'prod', 'state'])
      await succeed('test', ['-f', `envs/${name}/emulator_override.tf`], { cwd: copy.root });
  } finally {
    expect(await emulator('stop', free.port)).toMatchObject({ code: 0 });
  }
});

test('it says if another program uses the port', async () => {
  const taken = await listening();
  const outcome = await emulator('start', taken.port);
  await taken.close();
  expect(outcome).toMatchObject({ code: 1, stderr: expect.stringContaining(`Port ${taken.port} is in use`) });
});
