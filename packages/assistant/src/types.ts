/** The types that the assistant's parts share. Structural on purpose: the tables' types satisfy them as they are. */

/** One entry of a tenant's FAQ. */
export interface FaqEntry {
  readonly faq_id: string;
  readonly question: string;
  readonly answer: string;
  readonly tags?: readonly string[];
  readonly language?: string;
}

/** A text's position in the space of an embedding model. */
export interface Embedding {
  /** Names the space: vectors of different embedders must not be compared. */
  readonly embedder: string;
  readonly vector: ArrayLike<number>;
}

/** An entry as an index takes it. What a search finds has no embedding any more. */
export interface IndexableEntry extends FaqEntry {
  /** Of question and answer together. */
  readonly embedding?: Embedding;
}

/** An entry as a search found it. */
export interface RankedEntry {
  readonly entry: FaqEntry;
  /** Orders the results of one search; comparable to nothing else. */
  readonly score: number;
  /** How surely the entry answers the query, from 0 to 1: comparable between searches, tenants and languages. */
  readonly confidence: number;
}

/** A two-letter code (ISO 639-1). The offline model has phrases in en, ja, zh and ko; models may speak any. */
export type Language = string;

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** A JSON document, as the model wrote it: not yet validated. */
  readonly arguments: string;
}

export interface UserMessage {
  readonly role: 'user';
  readonly text: string;
}

/** What a model reasoned, and signed: some want it back with the results of their tool calls. It is no one's to read. */
export interface SignedReasoning {
  /** The name of the model, which alone takes it back. */
  readonly model: string;
  readonly text: string;
  readonly signature: string;
}

export interface AssistantMessage {
  readonly role: 'assistant';
  readonly text: string;
  readonly toolCalls?: readonly ToolCall[];
  /** Kept from the answer with the tool calls until the turn has ended; never stored. */
  readonly reasoning?: readonly SignedReasoning[];
}

/** What a tool answered to one call. */
export interface ToolMessage {
  readonly role: 'tool';
  readonly toolCallId: string;
  readonly text: string;
}

export type ChatMessage = UserMessage | AssistantMessage | ToolMessage;

export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface ModelRequest {
  readonly system: string;
  readonly messages: readonly ChatMessage[];
  readonly tools: readonly ToolSpec[];
  /** The entries that the prompt holds, for models that read no prompt. */
  readonly sources: readonly RankedEntry[];
  /** The language to answer in. */
  readonly language: Language;
  readonly temperature?: number;
  readonly maxOutputTokens: number;
}

/** Tokens as the model's vendor counts (and bills) them. */
export interface Usage {
  readonly input_tokens: number;
  readonly output_tokens: number;
  /** The part of `input_tokens` that was read from the vendor's prompt cache. */
  readonly cached_tokens?: number;
}

/** What a model says about its answer. */
export type Signal = 'unanswered' | 'handoff';

/** `length`: cut at `maxOutputTokens`. `filtered`: withheld by the vendor. */
export type StopReason = 'stop' | 'length' | 'tool_calls' | 'filtered';

export type ModelEvent =
  | { readonly type: 'text'; readonly text: string }
  | ({ readonly type: 'tool_call' } & ToolCall)
  | { readonly type: 'signal'; readonly signal: Signal }
  | ({ readonly type: 'reasoning' } & SignedReasoning)
  /** A tool that the model reasoned about, in an answer that calls none. */
  | { readonly type: 'uncalled'; readonly tool: string }
  /** Which of the request's sources the answer rests on, from a model that can tell. */
  | { readonly type: 'sources'; readonly faq_ids: readonly string[] }
  | ({ readonly type: 'usage' } & Usage)
  | { readonly type: 'stop'; readonly reason: StopReason };

/**
 * What every model is. The stream of a complete answer holds exactly one `stop`; one that ends without it is incomplete.
 * When `signal` aborts, the stream must end or throw soon, and let go of its connection.
 */
export interface ChatModel {
  /** The model's name in the answer. */
  readonly name: string;
  /** Answers immediately and without a network, so it can be tried even if no time is left. */
  readonly instant?: true;
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
}
