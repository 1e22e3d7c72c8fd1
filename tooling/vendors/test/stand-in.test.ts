import { openAiModel } from '@frontdesk/assistant/models';
import { STAND_IN_KEY, standInAnswer, startOpenAiServer } from '../src/openai';

test('the stand-in streams like OpenAI, says that it is not a model, and quotes the question', async () => {
  const server = await startOpenAiServer();
  try {
    server.behave({ kind: 'answer', of: standInAnswer });
    const model = openAiModel({ model: 'stand-in', baseUrl: server.baseUrl, apiKey: async () => STAND_IN_KEY });
    const request = {
      system: 'Be kind.',
      messages: [{ role: 'user' as const, text: 'Is there parking?' }],
      tools: [],
      sources: [],
      language: 'en',
      maxOutputTokens: 100,
    };
    let said = '';
    for await (const event of model.stream(request, new AbortController().signal)) {
      if (event.type === 'text') said += event.text;
    }
    expect(said).toBe('(Stand-in for OpenAI: no model was asked.) You said: Is there parking?');
  } finally {
    await server.stop();
  }
});
