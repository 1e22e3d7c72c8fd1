import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { api } from '@frontdesk/testkit/api';
import { signInDemo } from '@frontdesk/testkit/aws';
import { type Checkout, copyCheckout } from '@frontdesk/testkit/checkout';
import { endChildren } from '@frontdesk/testkit/child-processes';
import { nothingOver, startDevProcess } from '@frontdesk/testkit/dev-process';
import { startOpenAiServer } from '@frontdesk/vendors/openai';

const KEY = 'sk-never-to-be-shown';

let checkout: Checkout;
let data: string;
beforeEach(() => {
  checkout = copyCheckout();
  data = mkdtempSync(join(tmpdir(), 'frontdesk-env-'));
});
afterEach(async () => {
  await nothingOver(data);
  rmSync(data, { recursive: true, force: true });
  checkout.remove();
});
afterAll(endChildren);

test('a model server named in .env answers, and start-up shows it without its key', async () => {
  const server = await startOpenAiServer();
  server.behave({ kind: 'reply', text: 'Answered by the server of .env.' });
  const lines = [`OPENAI_API_KEY=${KEY}`, `OPENAI_BASE_URL=${server.baseUrl}`, 'OPENAI_MODEL=local-model'];
  writeFileSync(join(checkout.root, '.env'), lines.join('\n'));
  const dev = startDevProcess(data, {}, checkout.root);
  const outputs = await dev.ready();
  const { id: token } = await signInDemo('admin@acme-dental.example', outputs);
  const { body } = await api('POST /chat', { token, body: { message: 'Is there parking?' } }, outputs.api_url);
  expect(body).toMatchObject({ reply: 'Answered by the server of .env.', model: 'openai:local-model' });
  expect(server.requests.at(-1)?.authorization).toBe(`Bearer ${KEY}`);

  dev.child.kill('SIGINT');
  const { stdout, stderr } = await dev.ended;
  expect(stdout).toContain(`local-model at ${server.baseUrl}, then offline`);
  expect(stdout + stderr).not.toContain(KEY);
  expect(JSON.stringify(outputs)).not.toContain(KEY);
  await server.stop();
});

test("a stand-in for OpenAI answers and says so, and its key is not kept for the vendor's own server", async () => {
  const ask = async (lines: string) => {
    writeFileSync(join(checkout.root, '.env'), lines);
    const dev = startDevProcess(data, {}, checkout.root);
    const outputs = await dev.ready();
    const { id: token } = await signInDemo('admin@acme-dental.example', outputs);
    const { body } = await api('POST /chat', { token, body: { message: 'Is there parking?' } }, outputs.api_url);
    dev.child.kill('SIGINT');
    await dev.ended;
    return body;
  };
  expect(await ask('FRONTDESK_STAND_INS=openai')).toMatchObject({
    reply: expect.stringContaining('Stand-in for OpenAI: no model was asked'),
    model: 'openai:stand-in',
  });
  expect(await ask('')).toMatchObject({ model: 'offline' });
  expect(await ask('FRONTDESK_STAND_INS=bedrock')).toMatchObject({ model: 'offline' });
});
