import { createHash } from 'node:crypto';
import { datasets } from '../../../eval/dataset';
import { packSnapshot, SNAPSHOT_FORMAT } from '../../../src/retrieval';
import { buildIndex } from '../../../src/retrieval/faq-index';

/** By format: what the evaluation set's entries are packed into. */
const PACKED: Readonly<Record<number, string>> = {
  1: '9eeba8c1f559aebc',
};

test('snapshots that are made in another way have another format', () => {
  const index = buildIndex(
    datasets()
      .flatMap(({ entries }) => entries)
      .map((entry, i) => ({ ...entry, embedding: { embedder: 'e', vector: [1, i, -2, 0.5] } })),
  );
  const packed = packSnapshot({ index, version: 1, readAt: 2, counted: new Set(['a']), ahead: new Map() });
  const hash = createHash('sha256').update(packed).digest('hex').slice(0, 16);
  // If this fails, old snapshots would be read as if the new code had made them: count SNAPSHOT_FORMAT on, and put the hash here.
  expect({ format: SNAPSHOT_FORMAT, hash }).toEqual({ format: SNAPSHOT_FORMAT, hash: PACKED[SNAPSHOT_FORMAT] });
});
