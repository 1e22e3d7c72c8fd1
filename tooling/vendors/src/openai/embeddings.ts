import type { ServerResponse } from 'node:http';

/** A vector of the characters in a text. Texts that share many characters are near each other. */
const characterVector = (text: string, dimensions: number): number[] => {
  const vector = new Array<number>(dimensions).fill(0);
  for (const character of text.toLowerCase()) {
    const at = (character.codePointAt(0) ?? 0) % dimensions;
    vector[at] = (vector[at] ?? 0) + 1;
  }
  return vector;
};

/** Answers a request for embeddings. */
export const serveEmbeddings = (body: Readonly<Record<string, unknown>>, response: ServerResponse): void => {
  const input = Array.isArray(body.input) ? body.input : [body.input];
  const dimensions = typeof body.dimensions === 'number' ? body.dimensions : 64;
  const data = input.map((text, index) => ({
    object: 'embedding',
    index,
    embedding: characterVector(String(text), dimensions),
  }));
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({ object: 'list', model: body.model, data, usage: { prompt_tokens: 0, total_tokens: 0 } }),
  );
};
