/** Why a model's answer was not used. */
export type Failure =
  /** It threw, or its vendor answered with an error. */
  | 'error'
  /** Nothing came for too long. */
  | 'timeout'
  /** The stream ended without saying that the answer is complete. */
  | 'incomplete'
  /** It contained nothing visible, and no tool call that was asked for. */
  | 'blank'
  /** It was cut in the middle of a tool call, or stopped for one that it never made. */
  | 'uncalled'
  /** It was far longer than any answer, or malformed. */
  | 'garbage'
  /** The vendor withheld it. */
  | 'filtered'
  /** Too little time was left to try. */
  | 'no_time';

/** A model's failure. Its message and cause are for the log. */
export class ModelFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ModelFailure';
    this.failure = failure;
  }
}
