import type { Embedder } from '../models/embeddings';
import type { FailedAttempt } from '../models/fallback';
import type { Embedding } from '../types';
import type { FaqIndex } from './faq-index';

/** Milliseconds that a turn waits for its message's embedding: without one only the words decide. */
const PATIENCE_MS = 1_500;

export interface QueryEmbedding {
  readonly embedding?: Embedding;
  /** Why there is none although there should be. */
  readonly failed: FailedAttempt[];
}

/** The embedding of a customer's message, if the FAQ has any to compare it with. If its vendor fails, only time is lost. */
export const embedQuery = async (
  message: string,
  faq: FaqIndex,
  { embedder, now }: { readonly embedder?: Embedder | undefined; now(): number },
  signal?: AbortSignal,
): Promise<QueryEmbedding> => {
  if (!embedder || !faq.hasEmbeddingsOf(embedder.id)) return { failed: [] };
  const start = now();
  const timeout = AbortSignal.timeout(PATIENCE_MS);
  try {
    const [vector] = await embedder.embed([message], signal ? AbortSignal.any([signal, timeout]) : timeout);
    return { ...(vector && { embedding: { embedder: embedder.id, vector } }), failed: [] };
  } catch (error) {
    signal?.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    const failure = timeout.aborted ? 'timeout' : 'error';
    return { failed: [{ model: embedder.id, failure, message, duration: now() - start, cause: error }] };
  }
};
