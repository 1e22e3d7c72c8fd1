import { type ScriptedServer, startScriptedServer } from '../scripted-server';
import type { Behaviour } from './behaviour';
import { serveConverseStream } from './converse-stream';

/** Its `url` takes the place of Bedrock's address. */
export type BedrockServer = ScriptedServer<Behaviour>;

const CONVERSE_STREAM = /^\/model\/[^/]+\/converse-stream$/;

/**
 * A server that speaks Bedrock's ConverseStream on an ephemeral port, for any model, whoever signed. It answers "ok" until told
 * otherwise.
 * @param port the port of an earlier server, to bring it back; a free one if left out.
 */
export const startBedrockServer = (port = 0): Promise<BedrockServer> => {
  const first: Behaviour = { kind: 'reply', text: 'ok' };
  return startScriptedServer(port, first, ({ path, text }, response, next) => {
    if (CONVERSE_STREAM.test(path)) serveConverseStream(next(), response, text);
    else response.writeHead(404).end();
  });
};
