/** The evidence for and against an entry being the answer; each value from 0 to 1. */
export interface Evidence {
  /** The part of what was asked that the entry speaks of, each part weighed by how rare it is in the FAQ. */
  readonly coverage: number;
  /** The heaviest part that it does not speak of: "gold" where crowns are its subject. */
  readonly gap: number;
  /** The part of the entry's own question that was asked. */
  readonly specificity: number;
}

/** Words with spaces between them, or characters in runs: their evidence comes in different sizes. */
export type Writing = 'words' | 'characters';

/** With this confidence or more, the offline model answers with the entry; with less, it says that it does not know. */
export const ANSWER_CONFIDENCE = 0.5;

/**
 * The strength of evidence that {@link ANSWER_CONFIDENCE} stands for: for each writing the least, in hundredths, at which no
 * unanswerable question of the evaluation set's tuning half is answered. `npx tsx packages/assistant/eval/run.ts` finds
 * them; a test holds them to what they promise on the half that was held out.
 */
export const SUFFICIENT_EVIDENCE: Readonly<Record<Writing, number>> = { words: 0.27, characters: 0.43 };

/**
 * The strength of the evidence that an entry answers a query, from 0 to 1. No part of it grows with the number of entries or
 * the length of the query. One heavy gap counts more than many light ones: it sets a question the FAQ lacks apart from a
 * paraphrase.
 */
export const strengthOf = ({ coverage, gap, specificity }: Evidence): number =>
  Math.min(1, 0.8 * coverage * (1 - gap) + 0.2 * specificity);

/** Strength on the common scale, where {@link ANSWER_CONFIDENCE} means the same in every writing. */
export const confidenceOf = (strength: number, writing: Writing): number => {
  const sufficient = SUFFICIENT_EVIDENCE[writing];
  return strength < sufficient
    ? (ANSWER_CONFIDENCE * strength) / sufficient
    : ANSWER_CONFIDENCE + ((1 - ANSWER_CONFIDENCE) * (strength - sufficient)) / (1 - sufficient);
};

/** The strength that a confidence came from: the inverse of {@link confidenceOf}. */
export const strengthBehind = (confidence: number, writing: Writing): number => {
  const sufficient = SUFFICIENT_EVIDENCE[writing];
  return confidence < ANSWER_CONFIDENCE
    ? (confidence * sufficient) / ANSWER_CONFIDENCE
    : sufficient + ((confidence - ANSWER_CONFIDENCE) * (1 - sufficient)) / (1 - ANSWER_CONFIDENCE);
};
