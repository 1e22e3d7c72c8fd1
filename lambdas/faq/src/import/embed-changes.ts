import type { Embedder } from '@frontdesk/assistant/models';
import type { Log } from '@frontdesk/core/observe';
import type { Embedding } from '@frontdesk/tables';
import { embedContents } from '../embed-contents';
import type { Change } from './plan-changes';

/** Milliseconds that the rows of one transaction wait for their embeddings. */
const PATIENCE_MS = 5_000;

/** A change, and its embedding if one was made. */
export interface ReadyChange {
  readonly change: Change;
  readonly embedding: Embedding | undefined;
}

/**
 * Embeds the changes of an import, transaction by transaction. A vendor that fails once is not asked again in this import:
 * writing the rows is more important.
 * @param timeLeft milliseconds that may be spent on embeddings.
 */
export const changeEmbedder = (
  embedder: Embedder | undefined,
  log: Log,
  timeLeft: () => number,
): ((changes: readonly Change[]) => Promise<ReadyChange[]>) => {
  let asked = embedder;
  return async (changes) => {
    const patience = Math.min(PATIENCE_MS, Math.floor(timeLeft()));
    const wanting = patience > 0 ? changes.filter(({ embeds }) => embeds) : [];
    const made = await embedContents(
      wanting.map(({ content }) => content),
      asked,
      log,
      patience,
    );
    if (made.length < wanting.length) asked = undefined;
    const byRow = new Map(wanting.map(({ row }, i) => [row, made[i]]));
    return changes.map((change) => ({ change, embedding: byRow.get(change.row) }));
  };
};
