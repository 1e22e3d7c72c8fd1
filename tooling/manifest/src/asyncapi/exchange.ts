import type { Json } from '../json-schema';

/** Where messages go, as AsyncAPI describes it. */
export interface Channel {
  readonly id: string;
  readonly title: string;
  readonly address: string;
  /** Everything else that the document says of it. */
  readonly more: Json;
}

/** Messages by the name that they have in the document. */
export type Messages = Readonly<Record<string, Json>>;

/** One operation of the document. Its sides are AsyncAPI's: the functions `receive`, or `send`. */
export interface Exchange {
  readonly action: 'receive' | 'send';
  readonly channel: Channel;
  readonly operation: string;
  readonly summary: string;
  readonly messages: Messages;
  /** The messages that may answer, on the same channel. */
  readonly replies: Messages;
}
