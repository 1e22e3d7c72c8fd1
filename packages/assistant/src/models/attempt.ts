import type {
  ChatModel,
  ModelEvent,
  ModelRequest,
  Signal,
  SignedReasoning,
  StopReason,
  ToolCall,
  Usage,
} from '../types';
import { AnswerRoom, sizeOf } from './answer-room';
import { CleanText } from './clean-text';
import { ModelFailure } from './failure';
import { impatiently, SilenceError } from './patience';

/** A complete answer. */
export interface ModelAnswer {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly signals: readonly Signal[];
  /** For the request that follows with the results of the tool calls. */
  readonly reasoning: readonly SignedReasoning[];
  /** Tools that it reasoned about and did not call, if it called none. */
  readonly uncalled: readonly string[];
  /** The entries that it says it is based on. */
  readonly faqIds?: readonly string[];
  /** Absent if the vendor did not report it. */
  readonly usage?: Usage;
  readonly stop: StopReason;
}

export interface Patience {
  /** Milliseconds until the first word. */
  readonly first: number;
  /** Milliseconds between words. */
  readonly next: number;
  /** Epoch milliseconds at which the answer must be complete. */
  readonly end: number;
  now(): number;
}

/** A visible character: a letter, digit, sign or emoji; not blanks, control characters or U+FFFD. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
/** The common ones, tested first: the other pattern takes a millisecond to compile when it is first used. */
const PLAINLY_VISIBLE = /[!-~]/;
const hasContent = (text: string): boolean => PLAINLY_VISIBLE.test(text) || VISIBLE.test(text.replaceAll('\uFFFD', ''));

export type AttemptEvent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'answer'; readonly answer: ModelAnswer };

/**
 * Asks one model once. Yields its text as it comes and, last, the whole answer; or throws a {@link ModelFailure}; if
 * `signal` aborts, throws the signal's reason.
 */
export async function* attempt(
  model: ChatModel,
  request: ModelRequest,
  patience: Patience,
  signal: AbortSignal,
): AsyncGenerator<AttemptEvent> {
  const controller = new AbortController();
  const either = AbortSignal.any([signal, controller.signal]);
  const start = patience.now();
  const room = new AnswerRoom(request.maxOutputTokens);
  const clean = new CleanText();
  let text = '';
  let spoke = false;
  const toolCalls: ToolCall[] = [];
  const signals = new Set<Signal>();
  const reasoning: SignedReasoning[] = [];
  const uncalled: string[] = [];
  let faqIds: readonly string[] | undefined;
  let usage: Usage | undefined;
  let stop: StopReason | undefined;
  const remaining = (): number => {
    const now = patience.now();
    return Math.min(spoke ? patience.next : start + patience.first - now, patience.end - now);
  };
  try {
    for await (const event of impatiently(streamOf(model, request, either), remaining, signal)) {
      switch (event.type) {
        case 'text': {
          if (event.text === '') break;
          spoke = true;
          room.take(event.text.length);
          const piece = clean.add(event.text);
          text += piece;
          if (piece !== '') yield { type: 'text', text: piece };
          break;
        }
        case 'tool_call':
          spoke = true;
          room.take(sizeOf(event));
          toolCalls.push({
            id: event.id.toWellFormed(),
            name: event.name.toWellFormed(),
            arguments: event.arguments.toWellFormed(),
          });
          break;
        case 'signal':
          signals.add(event.signal);
          break;
        case 'reasoning': {
          const { type: _, ...signed } = event;
          reasoning.push(signed);
          break;
        }
        case 'uncalled':
          uncalled.push(event.tool);
          break;
        case 'sources':
          faqIds = event.faq_ids;
          break;
        case 'usage': {
          const { type: _, ...counted } = event;
          usage = counted;
          break;
        }
        case 'stop':
          stop = event.reason;
          break;
        default:
          throw new ModelFailure('error', `the model streamed an unknown event: ${JSON.stringify(event)}`);
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ModelFailure) throw error;
    throw new ModelFailure(error instanceof SilenceError ? 'timeout' : 'error', messageOf(error), error);
  } finally {
    // However it ended, the model's connection is released.
    controller.abort();
  }
  const rest = clean.end();
  if (rest !== '') {
    text += rest;
    yield { type: 'text', text: rest };
  }
  if (stop === undefined) throw new ModelFailure('incomplete', 'the stream ended without a stop event');
  if (stop === 'filtered') throw new ModelFailure('filtered', 'the answer was withheld');
  // Its last call is in pieces, and which of the others were meant without it nobody knows: none is made.
  if (stop === 'length' && toolCalls.length > 0) throw new ModelFailure('uncalled', 'it was cut in its tool calls');
  const offered = new Set(request.tools.map(({ name }) => name));
  if (!hasContent(text) && !toolCalls.some(({ name }) => offered.has(name))) {
    if (uncalled.length > 0) throw new ModelFailure('uncalled', `it said nothing, and did not call ${uncalled.join()}`);
    throw new ModelFailure('blank', 'the answer was blank');
  }
  const answer = {
    text: text.trim(),
    toolCalls,
    signals: [...signals],
    reasoning,
    uncalled,
    ...(faqIds && { faqIds }),
    ...(usage && { usage }),
    stop,
  };
  yield { type: 'answer', answer };
}

/** A model may throw even before it returns a stream. */
async function* streamOf(model: ChatModel, request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
  yield* model.stream(request, signal);
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
