/** What is known about a call besides its result. */
export interface ResponseMetadata {
  readonly httpStatusCode?: number;
  readonly requestId?: string | undefined;
  attempts?: number;
  /** Milliseconds waited between attempts. */
  totalRetryDelay?: number;
  /** The clock was wrong, and has been corrected since. */
  clockSkewCorrected?: boolean;
}

/**
 * An AWS service refused a call, or failed. It is read like the SDK's exceptions: its `name` is the service's own name for it,
 * such as `QueueDoesNotExist` (`Unknown` if it gave none), and whatever else the answer has are fields of its own.
 */
export class AwsError extends Error {
  override readonly name: string;
  readonly $metadata: ResponseMetadata;

  constructor(name: string, message: string, $metadata: ResponseMetadata, members: object = {}) {
    super(message);
    Object.assign(this, members);
    this.name = name;
    this.message = message;
    this.$metadata = $metadata;
  }
}
