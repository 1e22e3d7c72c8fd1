import type { AssistantMessage, Language, RankedEntry, UserMessage } from '../types';
import { fence, fencedJson } from './fence';
import { HOUSE_RULES } from './house-rules';
import { estimateTokens, truncateToTokens } from './tokens';

/** The tenant's settings that the assistant may need. */
export interface BusinessFacts {
  readonly display_name?: string;
  /** IANA name, to tell the local time. */
  readonly time_zone?: string;
  readonly opening_hours?: unknown;
}

export interface PromptInput {
  /** The business's instructions. They must pass `instructionsFit`, and are never cut. */
  readonly systemPrompt?: string;
  readonly facts: BusinessFacts;
  /** Best first. As many as fit are used. */
  readonly sources: readonly RankedEntry[];
  /** Oldest first, without the message. */
  readonly history: readonly (UserMessage | AssistantMessage)[];
  readonly message: string;
  readonly language: Language;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface Prompt {
  /** Assembled when it is first read. */
  readonly system: string;
  readonly messages: readonly (UserMessage | AssistantMessage)[];
  /** The entries in the prompt. */
  readonly sources: readonly RankedEntry[];
}

/** The budget of each part, in estimated tokens. The customer's message is never cut: its route limits it. */
export const PROMPT_BUDGET = {
  instructions: 4_000,
  facts: 600,
  sources: 3_000,
  /** Of one entry's answer, within `sources`. */
  answer: 1_000,
  history: 3_000,
  /** Of one message, within `history`. */
  historyMessage: 800,
  /** Messages, not tokens. */
  historyMessages: 20,
  /** The rules, the tags and the sentences between the parts. */
  frame: 700,
} as const;

/** The longest prompt without the customer's message, in estimated tokens, however large the FAQ. */
export const PROMPT_TOKENS =
  PROMPT_BUDGET.instructions +
  PROMPT_BUDGET.facts +
  PROMPT_BUDGET.sources +
  PROMPT_BUDGET.history +
  PROMPT_BUDGET.frame;

/** Whether a prompt has room for a business's instructions, as it writes them. To be checked before they are stored. */
export const instructionsFit = (instructions: string): boolean =>
  estimateTokens(fencedJson(instructions)) <= PROMPT_BUDGET.instructions;

/** The tokens that vendors count for a message in addition to its text. */
const MESSAGE_TOKENS = 4;

/** The longest beginning of a text whose JSON fits: escapes can make it six times as long. */
const fitted = (text: string, tokens: number, line: (text: string) => string): string => {
  let kept = truncateToTokens(text, tokens);
  for (
    let budget = Math.floor(tokens * 0.8);
    kept !== '' && estimateTokens(line(kept)) > tokens;
    budget = Math.floor(budget * 0.8)
  ) {
    kept = truncateToTokens(text, budget);
  }
  return kept;
};

const sourceLines = (sources: readonly RankedEntry[]): { lines: unknown[]; used: RankedEntry[] } => {
  const lines: unknown[] = [];
  const used: RankedEntry[] = [];
  let spent = 0;
  for (const source of sources) {
    const { question, answer } = source.entry;
    const line = { question, answer: fitted(answer, PROMPT_BUDGET.answer, fencedJson) };
    const tokens = estimateTokens(fencedJson(line)) + 1;
    if (spent + tokens > PROMPT_BUDGET.sources) continue;
    spent += tokens;
    lines.push(line);
    used.push(source);
  }
  return { lines, used };
};

/** The latest messages that fit, beginning with one of the customer's. */
const recent = (history: PromptInput['history']): (UserMessage | AssistantMessage)[] => {
  const kept: (UserMessage | AssistantMessage)[] = [];
  let spent = 0;
  for (const { role, text } of history.slice(-PROMPT_BUDGET.historyMessages).reverse()) {
    const shortened = truncateToTokens(text, PROMPT_BUDGET.historyMessage);
    spent += estimateTokens(shortened) + MESSAGE_TOKENS;
    if (spent > PROMPT_BUDGET.history) break;
    kept.unshift({ role, text: shortened });
  }
  const first = kept.findIndex(({ role }) => role === 'user');
  return first < 0 ? [] : kept.slice(first);
};

const localTime = (now: number, timeZone: string | undefined): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: timeZone ?? 'UTC' }).format(now);

const factsOf = ({ facts: { display_name, time_zone, opening_hours }, now, language }: PromptInput): unknown => {
  const always = { time_zone: time_zone ?? 'UTC', local_time: localTime(now, time_zone), customer_language: language };
  const whole = {
    ...(display_name && { business: display_name }),
    ...(opening_hours != null && { opening_hours }),
    ...always,
  };
  return estimateTokens(fencedJson(whole)) <= PROMPT_BUDGET.facts ? whole : always;
};

const systemOf = (input: PromptInput, lines: readonly unknown[]): string => {
  const instructions = input.systemPrompt ?? '';
  return [
    HOUSE_RULES,
    ...(instructions === '' ? [] : [`The business's instructions:\n${fence('instructions', [instructions])}`]),
    lines.length > 0
      ? `The entries of the business's FAQ that are nearest to the message, best first:\n${fence('entries', lines)}`
      : "No entry of the business's FAQ is near to the message.",
    `Facts:\n${fence('facts', [factsOf(input)])}`,
  ].join('\n\n');
};

/**
 * The prompt of one turn. What changes least comes first, for the vendors' prompt caches. All text that is not ours is written
 * as JSON behind a fence that it cannot close, and is never used as a template.
 */
export const assemblePrompt = (input: PromptInput): Prompt => {
  const { lines, used } = sourceLines(input.sources);
  let system: string | undefined;
  return {
    // The offline model never reads it, and telling the local time makes Node load ICU: 15 ms of a cold start.
    get system() {
      system ??= systemOf(input, lines);
      return system;
    },
    messages: [...recent(input.history), { role: 'user', text: input.message }],
    sources: used,
  };
};
