import * as z from 'zod/mini';
import { type OpenAiOptions, openAiClient } from './openai-client';

/** Turns texts into vectors whose nearness is nearness of meaning. */
export interface Embedder {
  /** Names the space the vectors live in: vectors of different ids must not be compared. Kept with what is stored. */
  readonly id: string;
  /** One vector a text, in order. Throws if the vendor fails or the signal aborts. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<number[][]>;
}

export interface OpenAiEmbedderOptions extends OpenAiOptions {
  /** The vendor's name of the model, and how many dimensions to ask it for (its own number if left out). */
  readonly model?: { readonly name: string; readonly dimensions?: number };
}

/** Cut to a third of its length it loses little, and a stored entry stays small: https://openai.com/index/new-embedding-models-and-api-updates/ */
const MODEL = { name: 'text-embedding-3-small', dimensions: 512 };
/** Characters of a text that are sent: within the 8,191 tokens that OpenAI's models read. */
const LONGEST_TEXT = 4_000;
/** Texts and characters a request: within OpenAI's 2,048 texts and 300,000 tokens. */
const BATCH = { texts: 256, characters: 120_000 };

const answer = z.object({
  data: z.array(
    z.object({ index: z.int().check(z.nonnegative()), embedding: z.array(z.number()).check(z.minLength(1)) }),
  ),
});

/** What is embedded of an entry: question and answer together, as customers may ask in the words of either. */
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

/** Embeddings from OpenAI or any server that speaks its protocol. */
export const openAiEmbedder = (options: OpenAiEmbedderOptions): Embedder => {
  const client = openAiClient(options);
  const { name: model, dimensions } = options.model ?? MODEL;
  const embedBatch = async (input: string[], signal: AbortSignal): Promise<number[][]> => {
    const { embeddings } = await client();
    const received = await embeddings.create(
      // Asked for as numbers: the SDK's own choice, base64, is not known to every server.
      { model, input, encoding_format: 'float', ...(dimensions !== undefined && { dimensions }) },
      // One of its own each: the SDK leaves its listeners on the signal it is given.
      { signal: AbortSignal.any([signal]) },
    );
    const { data } = answer.parse(received);
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
