import { ANSWER_CONFIDENCE } from './confidence';
import { Leaders, type Scored } from './leaders';

/** An entry as one ranking sees it. */
export interface Hit extends Scored {
  readonly confidence: number;
}

/** Of reciprocal rank fusion: https://plg.uwaterloo.ca/~gvcormac/cormacksigir09-rrf.pdf */
const RANK_CONSTANT = 60;
/** A place so far in front (its score is 1) that no sum of others reaches it. */
const SURE = -RANK_CONSTANT;

/**
 * Mixes the order by words with the order by meaning: reciprocal rank fusion, which needs no common scale. What the words
 * alone are sure of stays in front, so that the offline model answers what it would have answered without embeddings.
 * @param id of the entry with a number.
 */
export const fuse = (byWords: readonly Hit[], byMeaning: readonly Scored[], id: (number: number) => string): Hit[] => {
  const fused = new Map<number, { score: number; confidence: number }>();
  const add = (number: number, place: number, confidence: number): void => {
    const score = (fused.get(number)?.score ?? 0) + 1 / (RANK_CONSTANT + place + 1);
    fused.set(number, { score, confidence: fused.get(number)?.confidence ?? confidence });
  };
  for (const [place, { number, confidence }] of byWords.entries()) add(number, place, confidence);
  const [first] = byWords;
  if (first && first.confidence >= ANSWER_CONFIDENCE) add(first.number, SURE, first.confidence);
  for (const [place, { number }] of byMeaning.entries()) add(number, place, 0);
  const leaders = new Leaders(fused.size, id);
  for (const [number, { score }] of fused) leaders.add(number, score);
  return leaders.inOrder().map((scored) => ({ ...scored, confidence: fused.get(scored.number)?.confidence ?? 0 }));
};
