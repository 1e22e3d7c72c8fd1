/** A queue as it is deployed. */
export interface QueueDefinition {
  /** Its full name. */
  readonly name: string;
  readonly arn: string;
  readonly visibilityMs: number;
  readonly retentionMs: number;
  /** After `maxReceives` receives, a message goes to the queue named `deadLetters`. */
  readonly redrive?: { readonly maxReceives: number; readonly deadLetters: string };
  /** Set if the SQS API does not show it. Nobody gets to see Lambda's own queues of asynchronous events. */
  readonly internal?: true;
}
