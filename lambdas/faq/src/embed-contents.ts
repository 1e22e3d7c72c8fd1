import type { Embedder } from '@frontdesk/assistant/models';
import { embeddedText } from '@frontdesk/assistant/models';
import type { Log } from '@frontdesk/core/observe';
import type { Embedding, FaqContent } from '@frontdesk/tables';

/** Milliseconds that a write waits for the embedding of one entry. */
const PATIENCE_MS = 2_000;

/**
 * The embeddings of what is about to be written, in order; none if embeddings are off or their vendor fails. A missing
 * embedding never fails a write: the entry is found by its words, and embedded when it is next written or imported.
 */
export const embedContents = async (
  contents: readonly FaqContent[],
  embedder: Embedder | undefined,
  log: Log,
  patienceMs = PATIENCE_MS,
): Promise<readonly Embedding[]> => {
  if (!embedder || contents.length === 0) return [];
  try {
    const vectors = await embedder.embed(contents.map(embeddedText), AbortSignal.timeout(patienceMs));
    return vectors.map((vector) => ({ embedder: embedder.id, vector: Float32Array.from(vector) }));
  } catch (error) {
    log.warn('entries are stored without embeddings', { embedder: embedder.id, entries: contents.length, error });
    return [];
  }
};
