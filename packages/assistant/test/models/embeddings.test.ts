import { type OpenAiServer, startOpenAiServer } from '@frontdesk/vendors/openai';
import { openAiEmbedder } from '../../src/models/embeddings';

let server: OpenAiServer;
beforeEach(async () => {
  server = await startOpenAiServer();
});
afterEach(() => server.stop());

const { signal } = new AbortController();
const embedder = (more: Partial<Parameters<typeof openAiEmbedder>[0]> = {}) =>
  openAiEmbedder({ apiKey: async () => 'sk-test', baseUrl: server.baseUrl, model: 'text-embedding-3-small', ...more });

describe('OpenAI embedder', () => {
  test('every text gets its vector, in order', async () => {
    const [a, b] = await embedder().embed(['aaa', 'bbb'], signal);
    expect(a).toHaveLength(512);
    expect(a).not.toEqual(b);
    expect(await embedder().embed(['bbb'], signal)).toEqual([b]);
  });

  test('many texts go in requests that the vendor accepts', async () => {
    const texts = Array.from({ length: 1_000 }, (_, i) => `${i} ${'長い'.repeat(i % 7 === 0 ? 3_000 : 10)}`);
    expect(await embedder().embed(texts, signal)).toHaveLength(1_000);
    for (const { body } of server.requests) {
      const input = body.input as string[];
      expect(input.length).toBeLessThanOrEqual(2_048);
      expect(input.join('').length).toBeLessThanOrEqual(300_000);
      for (const text of input) expect(text.length).toBeLessThanOrEqual(8_191);
    }
  });

  test('no text needs no request', async () => {
    expect(await embedder().embed([], signal)).toEqual([]);
    expect(server.requests).toEqual([]);
  });

  test('the id tells models and lengths apart', () => {
    expect(embedder().id).toBe('text-embedding-3-small/512');
    expect(embedder({ model: 'nomic' }).id).toBe('nomic');
  });

  test('a server that fails is an error, not a wrong vector', async () => {
    await server.stop();
    await expect(embedder().embed(['a'], signal)).rejects.toThrow();
    server = await startOpenAiServer();
  });
});
