import { type ApiAnswer, api } from '@frontdesk/testkit/api';
import { freshTenant, staffOf } from '@frontdesk/testkit/aws';
import { startOwnStack } from '@frontdesk/testkit/own-stack';
import type { TemporaryStack } from '@frontdesk/testkit/temporary-stack';
import { putSettings } from '@frontdesk/testkit/tenant-settings';
import { type BedrockServer, type Behaviour, startBedrockServer } from '@frontdesk/vendors/bedrock';

let server: BedrockServer;
let stack: TemporaryStack;
let token: string;

beforeAll(async () => {
  server = await startBedrockServer();
  stack = await startOwnStack({ bedrock: { url: server.url, model: 'test-model' } });
  const tenant = freshTenant('bedrock');
  await putSettings(tenant, { models: ['bedrock', 'offline'] });
  ({ id: token } = await staffOf(tenant));
  await api('POST /faq', { token, body: { question: 'Is there parking?', answer: 'Behind the house.' } });
});
afterAll(async () => {
  await stack.close();
  await server.stop();
});

const ask = (message: string, by = token): Promise<ApiAnswer> => api('POST /chat', { token: by, body: { message } });

describe('a tenant that lists bedrock', () => {
  test("is answered by Bedrock's model, through the deployed bundle, and the answer says so and what it cost", async () => {
    const usage = { inputTokens: 812, outputTokens: 40 };
    server.behave({ kind: 'reply', reasoning: 'The FAQ has it.', text: 'Yes, right behind the house.', usage });
    const { status, body } = await ask('Is there parking?');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      reply: 'Yes, right behind the house.',
      model: 'bedrock:test-model',
      sources: [{ question: 'Is there parking?' }],
      usage: { input_tokens: 812, output_tokens: 40 },
    });
    expect(server.requests.at(-1)?.path).toBe('/model/test-model/converse-stream');
    expect(JSON.stringify(server.requests.at(-1)?.body)).toContain('Behind the house.');
  });

  test.each<[string, Behaviour]>([
    ['is throttled', { kind: 'refusal', name: 'ThrottlingException', status: 429 }],
    ['fails within its stream', { kind: 'exception', text: 'There is a ', name: 'modelStreamErrorException' }],
    ['breaks off within a message', { kind: 'cut', text: 'There is a ', broken: true }],
    ['says nothing but what it reasons', { kind: 'reply', reasoning: 'Hm.', stopReason: 'max_tokens' }],
    ['writes only what it reasons', { kind: 'reply', text: '<reasoning>We need to look.' }],
  ])('is answered by its next model when Bedrock %s', async (_, behaviour) => {
    server.behave(behaviour);
    const { status, body } = await ask('Is there parking?');
    expect([status, body.model, body.reply]).toEqual([200, 'offline', 'From our FAQ:\nBehind the house.']);
  });
});
