import { EventStreamCodec } from '@smithy/core/event-streams';
import { fromUtf8, toUtf8 } from '@smithy/core/serde';
import type { ScriptedAnswer, ScriptedEvent } from './behaviour';

/** The SDK's own codec, so that what our decoder reads was not written by us. */
const codec = new EventStreamCodec(toUtf8, fromUtf8);

const encode = (headers: Readonly<Record<string, string>>, payload: string): Uint8Array =>
  codec.encode({
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { type: 'string', value }])),
    body: fromUtf8(payload),
  });

/** An event as Bedrock sends it, with its padding (`p`), which hides how long the words of an answer are. */
export const eventMessage = ([type, members]: ScriptedEvent): Uint8Array =>
  encode(
    { ':event-type': type, ':content-type': 'application/json', ':message-type': 'event' },
    JSON.stringify({ ...members, p: 'abcdefgh' }),
  );

/** An exception in the middle of a stream. */
export const exceptionMessage = (name: string): Uint8Array =>
  encode(
    { ':exception-type': name, ':content-type': 'application/json', ':message-type': 'exception' },
    JSON.stringify({ message: `scripted ${name}` }),
  );

/** An error that the API's model does not name. */
export const errorMessage = (code: string): Uint8Array =>
  encode({ ':error-code': code, ':error-message': `scripted ${code}`, ':message-type': 'error' }, '');

const PIECE = 7;
const pieces = (text: string): string[] => text.match(new RegExp(`[^]{1,${PIECE}}`, 'gu')) ?? [];

/** The events of a content block: its start, where the block has one, its deltas and its end. */
const block = (contentBlockIndex: number, deltas: readonly object[], start?: object): ScriptedEvent[] => [
  ...(start ? [['contentBlockStart', { contentBlockIndex, start }] as const] : []),
  ...deltas.map((delta) => ['contentBlockDelta', { contentBlockIndex, delta }] as const),
  ['contentBlockStop', { contentBlockIndex }],
];

/** The events up to the end of a text. */
export const textEvents = (text: string): ScriptedEvent[] => [
  ['messageStart', { role: 'assistant' }],
  ...block(
    0,
    pieces(text).map((piece) => ({ text: piece })),
  ),
];

/** The events of a whole answer. */
export const answerEvents = (answer: ScriptedAnswer, inputTokens: number): ScriptedEvent[] => {
  const { reasoning = '', signature, text = '', toolUses = [], usage } = answer;
  const { stopReason = toolUses.length > 0 ? 'tool_use' : 'end_turn' } = answer;
  const reasoned = [
    ...pieces(reasoning).map((piece) => ({ reasoningContent: { text: piece } })),
    ...(signature === undefined ? [] : [{ reasoningContent: { signature } }]),
  ];
  const outputTokens = reasoning.length + text.length;
  const counted = { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens };
  return [
    ['messageStart', { role: 'assistant' }],
    ...(reasoned.length > 0 ? block(0, reasoned) : []),
    ...(text === ''
      ? []
      : block(
          1,
          pieces(text).map((piece) => ({ text: piece })),
        )),
    ...toolUses.flatMap(({ input, ...use }, index) =>
      block(
        2 + index,
        pieces(input).map((piece) => ({ toolUse: { input: piece } })),
        { toolUse: use },
      ),
    ),
    ...(stopReason === null ? [] : [['messageStop', { stopReason }] as const]),
    ['metadata', { usage: usage ?? counted, metrics: { latencyMs: 1 } }],
  ];
};
