import { once } from '@frontdesk/core/cache';
import type { Answer } from '@frontdesk/core/http';
import { parseJson, stringifyJson } from '@frontdesk/core/json';

/** A body of this many characters of JSON or more is stored compressed: an item holds at most 400 KB, and its size is billed. */
const LARGE = 32_768;

/** Loaded for the first large answer: it takes Node 2 ms, which a cold start need not wait for. */
const zlib = once(() => require('node:zlib') as typeof import('node:zlib'));

type Stored = Readonly<Record<string, unknown>>;

const storedBody = (json: string): Stored =>
  json.length < LARGE ? { body: json } : { compressed_body: zlib().gzipSync(json) };

/** An answer as the table holds it. As JSON, its body stays the same byte for byte. */
export const storedAnswer = ({ status, body, headers }: Answer): Stored => ({
  status,
  headers: headers ?? {},
  ...(body !== undefined && storedBody(stringifyJson(body))),
});

const jsonOf = ({ body, compressed_body: compressed }: Stored): string | undefined => {
  if (typeof body === 'string') return body;
  return compressed instanceof Uint8Array ? zlib().gunzipSync(compressed).toString('utf8') : undefined;
};

export const answerOf = (stored: Stored): Answer => {
  const json = jsonOf(stored);
  return {
    status: Number(stored.status),
    headers: stored.headers as Answer['headers'],
    ...(json !== undefined && { body: parseJson(json) }),
  };
};
