import type {
  BatchGetCommandInput,
  BatchGetCommandOutput,
  DeleteCommandInput,
  DeleteCommandOutput,
  GetCommandInput,
  GetCommandOutput,
  PutCommandInput,
  PutCommandOutput,
  QueryCommandInput,
  QueryCommandOutput,
  TransactWriteCommandInput,
  TransactWriteCommandOutput,
  UpdateCommandInput,
  UpdateCommandOutput,
} from '@aws-sdk/lib-dynamodb';

/** The operations that functions call, with what the SDK's document client takes and gives for them. */
export interface Operations {
  readonly BatchGetItem: { readonly input: BatchGetCommandInput; readonly output: BatchGetCommandOutput };
  readonly DeleteItem: { readonly input: DeleteCommandInput; readonly output: DeleteCommandOutput };
  readonly GetItem: { readonly input: GetCommandInput; readonly output: GetCommandOutput };
  readonly PutItem: { readonly input: PutCommandInput; readonly output: PutCommandOutput };
  readonly Query: { readonly input: QueryCommandInput; readonly output: QueryCommandOutput };
  readonly TransactWriteItems: {
    readonly input: TransactWriteCommandInput;
    readonly output: TransactWriteCommandOutput;
  };
  readonly UpdateItem: { readonly input: UpdateCommandInput; readonly output: UpdateCommandOutput };
}

export type Operation = keyof Operations;
export type Input<O extends Operation> = Operations[O]['input'];
export type Output<O extends Operation> = Operations[O]['output'];

export interface SendOptions {
  /** Ends the call, its retries included, with an `AbortError`. */
  readonly abortSignal?: AbortSignal | undefined;
}

/** A DynamoDB client whose items are JavaScript values: what the SDK calls a document client. */
export interface DocumentClient {
  /** @throws an exception named as DynamoDB names it, or what broke the connection. */
  send<O extends Operation>(operation: O, input: Input<O>, options?: SendOptions): Promise<Output<O>>;
  /** Closes its connections. */
  destroy(): void;
}
