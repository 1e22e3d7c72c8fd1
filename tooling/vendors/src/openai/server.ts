import { type ScriptedServer, startScriptedServer } from '../scripted-server';
import type { Behaviour } from './behaviour';
import { serveChat } from './chat-stream';
import { serveEmbeddings } from './embeddings';

/** Behaviours are those of its chat completions. */
export interface OpenAiServer extends Omit<ScriptedServer<Behaviour>, 'url'> {
  /** For `OPENAI_BASE_URL`. */
  readonly baseUrl: string;
  /** Says what happens to requests for embeddings from now on: answered, refused with a status, or never answered. */
  embeddings(behaviour: 'answer' | 'hang' | number): void;
}

/**
 * A server that speaks OpenAI's protocol on an ephemeral port: chat completions as a stream, and embeddings. It answers
 * "ok" until told otherwise.
 * @param port the port of an earlier server, to bring it back; a free one if left out.
 */
export const startOpenAiServer = async (port = 0): Promise<OpenAiServer> => {
  let embeddings: 'answer' | 'hang' | number = 'answer';
  const first: Behaviour = { kind: 'reply', text: 'ok' };
  const { url, ...server } = await startScriptedServer(port, first, ({ path, body, text }, response, next) => {
    if (path === '/v1/embeddings') {
      if (embeddings === 'answer') serveEmbeddings(body, response);
      else if (embeddings !== 'hang') response.writeHead(embeddings).end();
    } else if (path === '/v1/chat/completions') serveChat(next(), response, text);
    else response.writeHead(404).end();
  });
  return {
    ...server,
    baseUrl: `${url}/v1`,
    embeddings: (behaviour) => {
      embeddings = behaviour;
    },
  };
};
