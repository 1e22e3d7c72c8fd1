import { once } from '@frontdesk/core/cache';
import * as z from 'zod/mini';

/** Turns texts into vectors: the closer two vectors are, the closer the texts' meanings. */
export interface Embedder {
  /** Names the vectors' space: vectors with different ids must not be compared. Stored with each vector. */
  readonly id: string;
  /** One vector for each text, in order. Throws if the vendor fails or the signal aborts. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<number[][]>;
}

export interface OpenAiEmbedderOptions {
  /** Asked before every request, so that a rotated key is used without a restart. */
  readonly apiKey: () => Promise<string>;
  /** OpenAI's or any server's that speaks its protocol: `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  /** The vendor's name of the model. */
  readonly model: string;
}

/**
 * OpenAI's third generation can be asked for shorter vectors: a third of the length loses little, and a stored entry stays
 * small (https://openai.com/index/new-embedding-models-and-api-updates/). Other models have only one length.
 */
const dimensionsOf = (model: string): number | undefined => (model.startsWith('text-embedding-3-') ? 512 : undefined);
/** How many characters of a text are sent: fewer than the 8,191 tokens that OpenAI's models read. */
const LONGEST_TEXT = 4_000;
/** Texts and characters per request: fewer than OpenAI's 2,048 texts and 300,000 tokens. */
const BATCH = { texts: 256, characters: 120_000 };

const answer = once(() =>
  z.object({
    data: z.array(
      z.object({ index: z.int().check(z.nonnegative()), embedding: z.array(z.number()).check(z.minLength(1)) }),
    ),
  }),
);

/** The text of an entry to embed: question and answer together, because customers may use the words of either. */
export const embeddedText = ({ question, answer }: { readonly question: string; readonly answer: string }): string =>
  `${question}\n${answer}`;

const batchesOf = (texts: readonly string[]): string[][] => {
  const batches: string[][] = [];
  let batch: string[] = [];
  let characters = 0;
  for (const text of texts.map((text) => text.slice(0, LONGEST_TEXT))) {
    if (batch.length === BATCH.texts || characters + text.length > BATCH.characters) {
      batches.push(batch);
      [batch, characters] = [[], 0];
    }
    batch.push(text);
    characters += text.length;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
};

/** Tries once more if the vendor fails or the connection breaks, unless the signal has aborted. */
const ATTEMPTS = 2;

/**
 * Embeddings from OpenAI or any server that speaks its protocol
 * (https://platform.openai.com/docs/api-reference/embeddings/create): one plain request, so that functions which write
 * entries need not carry the SDK.
 */
export const openAiEmbedder = ({ apiKey, baseUrl, model }: OpenAiEmbedderOptions): Embedder => {
  const dimensions = dimensionsOf(model);
  const ask = async (input: readonly string[], signal: AbortSignal): Promise<Response> =>
    fetch(`${baseUrl.replace(/\/+$/, '')}/embeddings`, {
      method: 'POST',
      signal,
      headers: { authorization: `Bearer ${await apiKey()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, input, encoding_format: 'float', ...(dimensions !== undefined && { dimensions }) }),
    });
  const askTwice = async (input: readonly string[], signal: AbortSignal): Promise<Response> => {
    for (let attempt = 1; ; attempt += 1) {
      const last = attempt === ATTEMPTS;
      const response = await ask(input, signal).catch((error: unknown) => {
        if (last || signal.aborted) throw error;
      });
      if (response?.ok) return response;
      await response?.body?.cancel();
      // Below 500 the answer would be the same again, and more requests do not help against a limit (429).
      if (response && (last || response.status < 500)) {
        throw new Error(`the embeddings of ${input.length} texts were answered with ${response.status}`);
      }
    }
  };
  const embedBatch = async (input: readonly string[], signal: AbortSignal): Promise<number[][]> => {
    const { data } = answer().parse(await (await askTwice(input, signal)).json());
    if (data.length !== input.length) throw new Error(`asked for ${input.length} embeddings, got ${data.length}`);
    return data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => embedding);
  };
  return {
    id: dimensions === undefined ? model : `${model}/${dimensions}`,
    embed: async (texts, signal) => {
      const vectors: number[][] = [];
      for (const batch of batchesOf(texts)) vectors.push(...(await embedBatch(batch, signal)));
      return vectors;
    },
  };
};
