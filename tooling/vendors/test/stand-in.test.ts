import type { ChatModel } from '@frontdesk/assistant';
import { bedrockModel, openAiModel } from '@frontdesk/assistant/models';
import { createConverseStream } from '@frontdesk/aws';
import { standInAnswer as bedrockAnswer, startBedrockServer } from '../src/bedrock';
import { STAND_IN_KEY, standInAnswer, startOpenAiServer } from '../src/openai';

const request = {
  system: 'Be kind.',
  messages: [{ role: 'user' as const, text: 'Is there parking?' }],
  tools: [],
  sources: [],
  language: 'en',
  maxOutputTokens: 100,
};

const saidBy = async (model: ChatModel): Promise<string> => {
  let said = '';
  for await (const event of model.stream(request, new AbortController().signal)) {
    if (event.type === 'text') said += event.text;
  }
  return said;
};

test('the stand-in for OpenAI streams like OpenAI, says that it is not a model, and quotes the question', async () => {
  const server = await startOpenAiServer();
  try {
    server.behave({ kind: 'answer', of: standInAnswer });
    const model = openAiModel({ model: 'stand-in', baseUrl: server.baseUrl, apiKey: async () => STAND_IN_KEY });
    expect(await saidBy(model)).toBe('(Stand-in for OpenAI: no model was asked.) You said: Is there parking?');
  } finally {
    await server.stop();
  }
});

test('the stand-in for Bedrock streams like it, says that it is not a model, and quotes the question', async () => {
  const server = await startBedrockServer();
  try {
    server.behave({ kind: 'answer', of: bedrockAnswer });
    const credentials = () => ({ accessKeyId: 'any', secretAccessKey: 'any' });
    const converse = createConverseStream({ region: 'us-east-1', endpoint: server.url, credentials });
    expect(await saidBy(bedrockModel({ model: 'stand-in', converse }))).toBe(
      '(Stand-in for Bedrock: no model was asked.) You said: Is there parking?',
    );
  } finally {
    await server.stop();
  }
});
