import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { AssistantUnavailable, type ReplyEvent, streamWithFallback } from '../../src/models/fallback';
import { offlineModel } from '../../src/models/offline';
import type { ChatModel, ModelEvent } from '../../src/types';
import { collect } from '../support/collect';
import { request, type Step, scriptedModel, stop, text } from '../support/scripted-model';

/** How many milliseconds a model may stay silent in these tests. */
const QUICK = { firstWord: 40, nextWord: 40, minimumForFallback: 100 };

const ask = (models: readonly ChatModel[], more: Partial<Parameters<typeof streamWithFallback>[2]> = {}) =>
  streamWithFallback(models, request(), { deadline: Date.now() + 2_000, now: Date.now, ...QUICK, ...more });

const replyOf = async (events: AsyncIterable<ReplyEvent>) => {
  for await (const event of events) if (event.type === 'reply') return event.reply;
  throw new Error('no reply');
};

const unavailable = async (events: AsyncIterable<ReplyEvent>): Promise<AssistantUnavailable> => {
  const error = await replyOf(events).catch((thrown: unknown) => thrown);
  if (!(error instanceof AssistantUnavailable)) throw error;
  return error;
};

const good = scriptedModel('good', [text('Yes, '), text('there is.'), stop]);
const garbled = { type: 'nonsense' } as unknown as ModelEvent;

const FAILING: [string, Step[], string][] = [
  ['throws', [new Error('500')], 'error'],
  ['throws half-way', [text('Yes, th'), new Error('reset')], 'error'],
  ['never says a word', ['silence'], 'timeout'],
  ['falls silent half-way', [text('Yes, th'), 'silence'], 'timeout'],
  ['ends half-way', [text('Yes, th')], 'incomplete'],
  ['says nothing at all', [], 'incomplete'],
  ['answers nothing', [stop], 'blank'],
  ['answers blanks', [text(' \n\t'), stop], 'blank'],
  ['answers what no reader can see', [text('\u0000\u200b\ufffd\ufffd'), stop], 'blank'],
  ['calls a tool that it was not given', [{ type: 'tool_call', id: '1', name: 'rm', arguments: '{}' }, stop], 'blank'],
  ['streams what is no event', [garbled, text('x'), stop], 'error'],
  ['is withheld', [text('Yes'), { type: 'stop', reason: 'filtered' }], 'filtered'],
];

describe('fallback chain', () => {
  test.each(FAILING)('a model that %s is followed by the next', async (_, steps, failure) => {
    const bad = scriptedModel('bad', steps);
    const reply = await replyOf(ask([bad, good]));
    expect(reply).toMatchObject({ text: 'Yes, there is.', model: 'good' });
    expect(reply.failed).toEqual([expect.objectContaining({ model: 'bad', failure })]);
    expect(bad.asked[0]?.signal.aborted).toBe(true);
  });

  test('the first model that answers is the only one asked', async () => {
    const never = scriptedModel('never', [text('x'), stop]);
    expect((await replyOf(ask([good, never]))).model).toBe('good');
    expect(never.asked).toEqual([]);
  });

  test('text of a later model comes under a higher attempt, which replaces the draft', async () => {
    const broken = scriptedModel('broken', [text('No, th'), new Error('reset')]);
    const mute = scriptedModel('mute', [new Error('401')]);
    const events = await collect(ask([broken, mute, good]));
    expect(events.flatMap((event) => (event.type === 'text' ? [[event.attempt, event.text]] : []))).toEqual([
      [1, 'No, th'],
      [2, 'Yes, '],
      [2, 'there is.'],
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'reply', reply: { attempt: 2, text: 'Yes, there is.' } });
  });

  test('an answer cut at its length limit is still an answer', async () => {
    const long = scriptedModel('long', [text('Once upon'), { type: 'stop', reason: 'length' }]);
    expect(await replyOf(ask([long]))).toMatchObject({ text: 'Once upon', stop: 'length' });
  });

  test("usage, signals and tool calls of the speaking model are the reply's", async () => {
    const call = { id: 'c1', name: 'find_faq', arguments: '{}' };
    const model = scriptedModel('tools', [
      { type: 'tool_call', ...call },
      { type: 'signal', signal: 'handoff' },
      { type: 'usage', input_tokens: 5, output_tokens: 2, cached_tokens: 1 },
      { type: 'stop', reason: 'tool_calls' },
    ]);
    const tools = [{ name: 'find_faq', description: '', parameters: {} }];
    const options = { deadline: Date.now() + 1_000, now: Date.now };
    expect(await replyOf(streamWithFallback([model], request('x', { tools }), options))).toMatchObject({
      toolCalls: [call],
      signals: ['handoff'],
      usage: { input_tokens: 5, output_tokens: 2, cached_tokens: 1 },
    });
  });

  test('if none answers, the error names them all and says whether time was lacking', async () => {
    const throwing = scriptedModel('throwing', [new Error('key sk-123 is wrong')]);
    const silent = scriptedModel('silent', ['silence']);
    const error = await unavailable(ask([throwing, silent]));
    expect(error).toMatchObject({ code: 'assistant_unavailable', timedOut: true });
    expect(error.attempts.map(({ model, failure }) => [model, failure])).toEqual([
      ['throwing', 'error'],
      ['silent', 'timeout'],
    ]);
    expect(error.message).not.toContain('sk-123');
    expect((await unavailable(ask([throwing]))).timedOut).toBe(false);
    expect((await unavailable(ask([]))).attempts).toEqual([]);
  });

  test('a model follows another only with 4 s left, the offline one always', async () => {
    let now = 0;
    const slow: ChatModel = {
      name: 'slow',
      // biome-ignore lint/correctness/useYield: it fails before its first word
      async *stream() {
        now += 21_001;
        throw new Error('too late');
      },
    };
    const late = scriptedModel('late', [text('x'), stop]);
    const options = { deadline: 25_000, now: () => now };
    const reply = await replyOf(streamWithFallback([slow, late, offlineModel], request('Hello'), options));
    expect(reply.model).toBe('offline');
    expect(late.asked).toEqual([]);
    expect(reply.failed.map(({ failure }) => failure)).toEqual(['error', 'no_time']);
    now = 0;
    const error = await unavailable(streamWithFallback([slow, late], request(), options));
    expect(error.timedOut).toBe(true);
  });

  test('a model that dribbles on is cut before the deadline, so that the offline one still answers in time', async () => {
    let now = 0;
    const dribbling: ChatModel = {
      name: 'dribbling',
      async *stream() {
        for (;;) {
          await new Promise((resolve) => setTimeout(resolve, 10));
          now += 100;
          yield text('…');
        }
      },
    };
    const reply = await replyOf(ask([dribbling, offlineModel], { deadline: 1_000, now: () => now }));
    expect(reply).toMatchObject({ model: 'offline', failed: [{ model: 'dribbling', failure: 'timeout' }] });
    expect(now).toBeLessThan(1_000);
  });

  test('silence ends early enough for the model that follows', async () => {
    const silent = scriptedModel('silent', ['silence']);
    // The clock stands still: how long the silent model was given shows what is left for the next one.
    const options = { deadline: 500, now: () => 0, firstWord: 10_000, minimumForFallback: 200 };
    const reply = await replyOf(ask([silent, good], options));
    expect(reply).toMatchObject({ model: 'good', failed: [{ message: expect.stringContaining('within 250 ms') }] });
  });

  test('the offline model answers even after the deadline', async () => {
    expect((await replyOf(ask([offlineModel], { deadline: 0 }))).text).not.toBe('');
  });

  test('an aborted reply ends at once with the reason, and no model follows', async () => {
    const controller = new AbortController();
    const silent = scriptedModel('silent', [text('Yes, '), 'silence']);
    const next = scriptedModel('next', [text('x'), stop]);
    const events = ask([silent, next], { signal: controller.signal, nextWord: 60_000, deadline: Date.now() + 60_000 });
    const reading = (async () => {
      for await (const event of events) if (event.type === 'text') controller.abort(new Error('a human took over'));
    })();
    await expect(reading).rejects.toThrow('a human took over');
    expect(silent.asked[0]?.signal.aborted).toBe(true);
    expect(next.asked).toEqual([]);
  });

  test('a consumer that stops reading lets go of the model', async () => {
    const model = scriptedModel('model', [text('a'), text('b'), stop]);
    for await (const _ of ask([model])) break;
    expect(model.asked[0]?.signal.aborted).toBe(true);
  });

  test('with the offline model in the list there is always a reply, and never a blank one', async () => {
    const step = fc.constantFrom<Step>(
      text('word'),
      text(' '),
      text(''),
      text('\ufffd'),
      stop,
      new Error('x'),
      'silence',
      garbled,
    );
    const models = fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 3 });
    await assertProperty(
      fc.asyncProperty(models, fc.string(), async (scripts, message) => {
        const chain = [...scripts.map((steps, i) => scriptedModel(`m${i}`, steps)), offlineModel];
        const options = {
          deadline: Date.now() + 1_000,
          now: Date.now,
          firstWord: 2,
          nextWord: 2,
          minimumForFallback: 0,
        };
        const reply = await replyOf(streamWithFallback(chain, request(message), options));
        expect(reply.text).toMatch(/[\p{L}\p{N}\p{P}\p{S}]/u);
        expect(chain.map(({ name }) => name)).toContain(reply.model);
      }),
      { numRuns: 200 },
    );
  });
});
