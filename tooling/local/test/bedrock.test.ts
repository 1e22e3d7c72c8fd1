import { BedrockRuntimeClient, ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime';
import { startTemporaryStack, type TemporaryStack } from '@frontdesk/testkit/temporary-stack';
import { type BedrockServer, startBedrockServer } from '@frontdesk/vendors/bedrock';
import { NodeHttpHandler } from '@smithy/node-http-handler';

let server: BedrockServer;
let stack: TemporaryStack;
afterEach(async () => {
  await stack.close();
  await server.stop();
});

const start = async (standIn: boolean): Promise<void> => {
  server = await startBedrockServer();
  stack = await startTemporaryStack(standIn ? { bedrock: { url: server.url, model: 'stand-in' } } : {});
};

/** Asks by the SDK, with whatever key: each function of the stack has one of its own. */
const ask = async (accessKeyId: string, modelId = 'stand-in'): Promise<string> => {
  const client = new BedrockRuntimeClient({
    ...{ endpoint: stack.awsUrl, region: 'us-east-1', maxAttempts: 1, requestHandler: new NodeHttpHandler() },
    credentials: { accessKeyId, secretAccessKey: 'secret' },
  });
  const messages = [{ role: 'user' as const, content: [{ text: 'Is there parking?' }] }];
  const { stream = [] } = await client.send(new ConverseStreamCommand({ modelId, messages }));
  let said = '';
  for await (const { contentBlockDelta } of stream) said += contentBlockDelta?.delta?.text ?? '';
  return said;
};

test('with a stand-in, the SDK gets its answer, and so do the functions that are granted the model and no others', async () => {
  await start(true);
  expect(await ask('anybody')).toBe('ok');
  expect(await ask('FDLOCALCHAT')).toBe('ok');
  expect(await ask('FDLOCALRESPONDER')).toBe('ok');
  await expect(ask('FDLOCALTASKS')).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringMatching(
      /bedrock:InvokeModelWithResponseStream on resource: \S*::foundation-model\/stand-in/,
    ),
  });
  await expect(ask('FDLOCALCHAT', 'another-model')).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test('without a stand-in there are no models, and the refusal says how to get one', async () => {
  await start(false);
  await expect(ask('anybody')).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('FRONTDESK_STAND_INS=bedrock'),
  });
});
