import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { api, type StackOutputs } from '@frontdesk/testkit/api';
import { endChildren } from '@frontdesk/testkit/child-processes';
import { nothingOver, startDevProcess } from '@frontdesk/testkit/dev-process';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'frontdesk-dev-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));
afterAll(endChildren);

const signIn = async ({ aws_endpoint, web_client_id }: StackOutputs): Promise<string> => {
  const response = await fetch(aws_endpoint, {
    method: 'POST',
    signal: AbortSignal.timeout(10_000),
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
    },
    body: JSON.stringify({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: web_client_id,
      AuthParameters: { USERNAME: 'admin@acme-dental.example', PASSWORD: 'Frontdesk-demo-1' },
    }),
  });
  return ((await response.json()) as { AuthenticationResult: { IdToken: string } }).AuthenticationResult.IdToken;
};

describe('the local stack', () => {
  test('has every acknowledged write after it was killed with SIGKILL during 200 writes and restarted', async () => {
    const first = startDevProcess(data);
    const outputs = await first.ready();
    const token = await signIn(outputs);
    const acknowledged: string[] = [];
    const writes = Array.from({ length: 200 }, async (_, i) => {
      const question = `Question number ${i}?`;
      const answer = await api('POST /faq', { token, body: { question, answer: 'x' } }, outputs.api_url);
      if (answer.status === 201) acknowledged.push(answer.body.faq_id);
      if (acknowledged.length === 60 && first.child.pid !== undefined) process.kill(-first.child.pid, 'SIGKILL');
    });
    const results = await Promise.allSettled(writes);
    await first.ended;
    await nothingOver(data);
    expect(acknowledged.length).toBeGreaterThanOrEqual(60);
    expect(results.some(({ status }) => status === 'rejected')).toBe(true);

    const second = startDevProcess(data);
    const again = await second.ready();
    const fresh = await signIn(again);
    const found = await Promise.all(
      acknowledged.map(async (id) => (await api(`GET /faq/${id}`, { token: fresh }, again.api_url)).status),
    );
    expect(found.filter((status) => status !== 200)).toEqual([]);
    // A token from before is still good: keys and users have survived too.
    expect((await api('GET /faq?limit=1', { token }, again.api_url)).status).toBe(200);
    second.child.kill('SIGINT');
    await second.ended;
  });

  test('ends on Ctrl-C, leaves nothing running, and continues with its data', async () => {
    const first = startDevProcess(data);
    const outputs = await first.ready();
    const asked = await api(
      'POST /chat',
      { token: await signIn(outputs), body: { message: 'Is there parking?' } },
      outputs.api_url,
    );
    first.child.kill('SIGINT');
    expect((await first.ended).code).toBe(0);
    await nothingOver(data);

    const second = startDevProcess(data);
    const again = await second.ready();
    const kept = await api(
      `GET /chat/sessions/${asked.body.session_id}/messages`,
      { token: await signIn(again) },
      again.api_url,
    );
    expect(kept.body.messages[0]).toMatchObject({ role: 'user', text: 'Is there parking?' });
    second.child.kill('SIGTERM');
    expect((await second.ended).code).toBe(0);
    await nothingOver(data);
  });

  test.each(['PORT', 'AWS_PORT'])(
    'says in one clear line that %s is in use, and leaves nothing running',
    async (variable) => {
      const other = createServer();
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const { port } = other.address() as AddressInfo;
      const { code, stderr } = await startDevProcess(data, { [variable]: String(port) }).ended;
      other.close();
      expect(code).toBe(1);
      expect(stderr.trim().split('\n')).toEqual([
        `Port ${port} is taken by another program. Stop it, or set ${variable} to a free port.`,
      ]);
      await nothingOver(data);
    },
  );

  test('does not share its data with a second one', async () => {
    const first = startDevProcess(data);
    await first.ready();
    const { code, stderr } = await startDevProcess(data).ended;
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('in use by process');
    first.child.kill('SIGINT');
    await first.ended;
  });

  test.each([
    ['PORT', 'eighty'],
    ['OPENAI_BASE_URL', 'not a url'],
  ])('names the setting that is wrong: %s', async (variable, value) => {
    const { code, stderr } = await startDevProcess(data, { [variable]: value }).ended;
    expect(code).toBe(1);
    expect(stderr).toContain(variable);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
