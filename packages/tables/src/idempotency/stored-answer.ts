import { gunzipSync, gzipSync } from 'node:zlib';
import type { Answer } from '@frontdesk/core/http';
import { parseJson, stringifyJson } from '@frontdesk/core/json';

/** Characters of JSON from which on a body is stored compressed: an item takes 400 KB at most, and costs by its size. */
const LARGE = 32_768;

type Stored = Readonly<Record<string, unknown>>;

const storedBody = (json: string): Stored =>
  json.length < LARGE ? { body: json } : { compressed_body: gzipSync(json) };

/** An answer as it lies in the table. JSON keeps its body byte for byte. */
export const storedAnswer = ({ status, body, headers }: Answer): Stored => ({
  status,
  headers: headers ?? {},
  ...(body !== undefined && storedBody(stringifyJson(body))),
});

const jsonOf = ({ body, compressed_body: compressed }: Stored): string | undefined => {
  if (typeof body === 'string') return body;
  return compressed instanceof Uint8Array ? gunzipSync(compressed).toString('utf8') : undefined;
};

export const answerOf = (stored: Stored): Answer => {
  const json = jsonOf(stored);
  return {
    status: Number(stored.status),
    headers: stored.headers as Answer['headers'],
    ...(json !== undefined && { body: parseJson(json) }),
  };
};
