import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StackOutputs } from '@frontdesk/testkit/api';
import { signInDemo } from '@frontdesk/testkit/aws';
import { endChildren } from '@frontdesk/testkit/child-processes';
import { type DevProcess, nothingOver, startDevProcess, until } from '@frontdesk/testkit/dev-process';

let data: string;
let dev: DevProcess;
let stack: StackOutputs;
let token: string;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'frontdesk-shutdown-'));
  dev = startDevProcess(data);
  stack = await dev.ready();
  token = (await signInDemo('admin@acme-dental.example', stack)).id;
});
afterEach(async () => {
  await nothingOver(data);
  rmSync(data, { recursive: true, force: true });
});
afterAll(endChildren);

interface UnderWay {
  readonly call: ClientRequest;
  readonly answer: Promise<number | string>;
}

/** A request that the stack has started on: it is waiting for the body. */
const begin = async (): Promise<UnderWay> => {
  const call = request(`${stack.api_url}/faq`, {
    method: 'POST',
    agent: false,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', expect: '100-continue' },
  });
  const answer = new Promise<number | string>((resolve) => {
    call.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    call.once('response', (response: IncomingMessage) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    });
  });
  call.flushHeaders();
  await once(call, 'continue');
  return { call, answer };
};

const connects = (): Promise<boolean> =>
  fetch(`${stack.api_url}/health`, { signal: AbortSignal.timeout(5_000) }).then(
    () => true,
    () => false,
  );

test('SIGTERM with 30 requests in flight: no new one is accepted, and all 30 are answered', async () => {
  const underWay = await Promise.all(Array.from({ length: 30 }, begin));
  dev.child.kill('SIGTERM');
  await until(async () => ((await connects()) ? undefined : true), 5_000);
  for (const [i, { call }] of underWay.entries()) {
    call.end(JSON.stringify({ question: `Question number ${i}?`, answer: 'Yes.' }));
  }
  const answers = await Promise.all(underWay.map(({ answer }) => answer));
  expect(answers).toEqual(Array.from({ length: 30 }, () => 201));
  expect((await dev.ended).code).toBe(0);
  // The look at its health may be under way too.
  expect(dev.printed()).toMatch(/Answering 3[01] more\. Ctrl-C again ends at once\./);
});

test('a second signal ends at once, and leaves nothing running', async () => {
  const { answer } = await begin();
  dev.child.kill('SIGTERM');
  await until(async () => (dev.printed().includes('Answering 1 more') ? true : undefined), 5_000);
  dev.child.kill('SIGTERM');
  expect((await dev.ended).code).toBe(128 + 15);
  expect(await answer).toBe('ECONNRESET');
});
