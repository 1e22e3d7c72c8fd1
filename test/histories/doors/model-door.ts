import type { ChatModel, ModelEvent, ModelRequest } from '@frontdesk/assistant';
import type { Random } from '../simulation/random';
import { type Passage, through } from './door';
import type { Faults } from './faults';

/** What visitors' messages are known by in the reply to them. */
export const askedIn = (text: string): readonly string[] => text.match(/ask-[a-z0-9-]+/g) ?? [];

/** A visitor who writes this wants a person. */
export const WANTS_PERSON = 'human please';

/** What the model says to a request: it names each message that it answers. */
const replyTo = ({ messages }: ModelRequest): readonly ModelEvent[] => {
  const text = messages.findLast(({ role }) => role === 'user')?.text ?? '';
  const pieces = ['answers:', ...askedIn(text).map((asked) => ` ${asked}`)];
  return [
    ...pieces.map((piece) => ({ type: 'text' as const, text: piece })),
    ...(text.includes(WANTS_PERSON) ? [{ type: 'signal' as const, signal: 'handoff' as const }] : []),
    { type: 'usage', input_tokens: 1, output_tokens: 1 },
    { type: 'stop', reason: 'stop' },
  ];
};

/** A language model over the network: every piece of its answer is a step. */
export const modelDoor = ({ random, faults }: { readonly random: Random; faults(): Faults }): ChatModel => ({
  name: 'openai',
  async *stream(request): AsyncGenerator<ModelEvent> {
    for (const event of replyTo(request)) {
      if (event.type !== 'text') {
        yield event;
        continue;
      }
      yield await through(`the model writes "${event.text.trim()}"`, (): Passage<ModelEvent> => {
        if (!random.chance(faults().model)) return { effect: async () => event };
        if (random.chance(0.5))
          return { fault: 'fails', effect: async () => Promise.reject(new Error('the model broke')) };
        return { fault: 'falls silent' };
      });
    }
  },
});
