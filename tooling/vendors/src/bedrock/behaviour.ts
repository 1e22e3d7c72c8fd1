export interface ScriptedToolUse {
  readonly toolUseId: string;
  readonly name: string;
  /** JSON, or whatever a model may write instead. */
  readonly input: string;
}

/** An event by its member's name, such as `contentBlockDelta`, and its members. */
export type ScriptedEvent = readonly [type: string, members: object];

/** What a whole answer consists of, in this order. */
export interface ScriptedAnswer {
  readonly reasoning?: string;
  /** What the model signs its reasoning with. GPT-OSS signs nothing. */
  readonly signature?: string;
  readonly text?: string;
  readonly toolUses?: readonly ScriptedToolUse[];
  /** `end_turn`, or `tool_use` if there are any, if left out. Null: the stream ends without one. */
  readonly stopReason?: string | null;
  readonly usage?: object;
}

/** What the server does with one request. */
export type Behaviour =
  /** Streams a whole answer, a few characters at a time. */
  | ({ readonly kind: 'reply' } & ScriptedAnswer)
  /** Streams what a function makes of the request's body. */
  | { readonly kind: 'answer'; readonly of: (body: Readonly<Record<string, unknown>>) => string }
  /** Streams these events. */
  | { readonly kind: 'events'; readonly events: readonly ScriptedEvent[] }
  /** Refuses the request, before any stream. */
  | {
      readonly kind: 'refusal';
      readonly name: string;
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Streams this text, then an exception such as `throttlingException`, or an error that no model of the API names. */
  | { readonly kind: 'exception'; readonly text: string; readonly name: string; readonly unmodelled?: boolean }
  /** Never answers at all. */
  | { readonly kind: 'hang' }
  /** Streams this text and then nothing more, but keeps the connection open. */
  | { readonly kind: 'stall'; readonly text: string }
  /** Streams this text and half of the next message, and then ends or breaks the connection. */
  | { readonly kind: 'cut'; readonly text: string; readonly broken?: boolean }
  /** Streams this text in messages of which the last has a changed bit. */
  | { readonly kind: 'damaged'; readonly text: string }
  /** Answers 200 and sends this body as it is. */
  | { readonly kind: 'raw'; readonly body: string | Uint8Array; readonly contentType?: string };
