export interface ScriptedToolCall {
  readonly id?: string;
  readonly name: string;
  readonly arguments: string;
}

/** What the server does with one chat request. */
export type Behaviour =
  /** Streams a whole answer: its text a few characters at a time, and each tool call's arguments in two halves. */
  | {
      readonly kind: 'reply';
      readonly text: string;
      readonly toolCalls?: readonly ScriptedToolCall[];
      readonly finishReason?: string;
      /** Left out: reported as counted in characters. Null: not reported, as by servers without `include_usage`. */
      readonly usage?: { readonly input: number; readonly output: number; readonly cached?: number } | null;
    }
  /** Answers with a status and no stream. */
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Never answers at all. */
  | { readonly kind: 'hang' }
  /** Streams this text and then nothing more, but keeps the connection open. */
  | { readonly kind: 'stall'; readonly text: string }
  /** Streams this text and then ends without saying that it is complete, or breaks the connection. */
  | { readonly kind: 'half'; readonly text: string; readonly broken?: boolean }
  /** Streams what a function makes of the request's body. */
  | { readonly kind: 'answer'; readonly of: (body: Readonly<Record<string, unknown>>) => string }
  /** Answers 200 and sends this body as it is. */
  | { readonly kind: 'raw'; readonly body: string; readonly contentType?: string };
