/** The SDK's codec is the oracle of our decoder of event streams. */

import { assertProperty } from '@frontdesk/testkit/assert-property';
import { EventStreamCodec, Int64, type MessageHeaders } from '@smithy/core/event-streams';
import { fromUtf8, toUtf8 } from '@smithy/core/serde';
import fc from 'fast-check';
import { EventStreamError, type Message } from '../../src/event-stream/message';
import { messagesOf } from '../../src/event-stream/messages';

const codec = new EventStreamCodec(toUtf8, fromUtf8);
const MOST_BYTES = 100_000;

const headerValue: fc.Arbitrary<MessageHeaders[string]> = fc.oneof(
  fc.string({ unit: 'grapheme' }).map((value) => ({ type: 'string' as const, value })),
  fc.boolean().map((value) => ({ type: 'boolean' as const, value })),
  fc.integer({ min: -128, max: 127 }).map((value) => ({ type: 'byte' as const, value })),
  fc.integer({ min: -32_768, max: 32_767 }).map((value) => ({ type: 'short' as const, value })),
  fc.integer().map((value) => ({ type: 'integer' as const, value })),
  fc.integer().map((value) => ({ type: 'long' as const, value: Int64.fromNumber(value) })),
  fc.uint8Array({ maxLength: 300 }).map((value) => ({ type: 'binary' as const, value })),
  fc.date({ noInvalidDate: true }).map((value) => ({ type: 'timestamp' as const, value })),
  fc.uuid().map((value) => ({ type: 'uuid' as const, value })),
);
const name = fc.stringMatching(/^[:a-z][a-z-]{0,20}$/);
const message = fc.record({
  headers: fc.dictionary(name, headerValue, { maxKeys: 4, noNullPrototype: true }),
  body: fc.uint8Array({ maxLength: 400 }),
});
/** Where a stream is cut, each as a part of what is left. */
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 });

/** The bytes in chunks: what is left after the cuts is the last. */
async function* chunked(bytes: Uint8Array, at: readonly number[]): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for (const part of at) {
    const length = Math.floor(part * Math.min(left.length, 30));
    yield left.subarray(0, length);
    left = left.subarray(length);
  }
  yield left;
}

const readAll = async (
  bytes: Uint8Array,
  at: readonly number[] = [],
): Promise<{ read: Message[]; error?: unknown }> => {
  const read: Message[] = [];
  try {
    for await (const each of messagesOf(chunked(bytes, at), MOST_BYTES)) read.push(each);
    return { read };
  } catch (error) {
    return { read, error };
  }
};

/** What the SDK's decoder makes of it, as far as we read it. */
const decoded = (bytes: Uint8Array) => {
  const { headers, body } = codec.decode(bytes);
  const texts = Object.entries(headers).flatMap(([key, { type, value }]) => (type === 'string' ? [[key, value]] : []));
  return { headers: Object.fromEntries(texts), payload: Buffer.from(body) };
};

test('whatever the messages and wherever their stream is cut, they are the ones that the SDK reads', async () => {
  await assertProperty(
    fc.asyncProperty(fc.array(message, { maxLength: 5 }), cuts, async (messages, at) => {
      const encoded = messages.map((each) => codec.encode(each));
      const { read, error } = await readAll(Buffer.concat(encoded), at);
      expect(error).toBeUndefined();
      expect(read).toEqual(encoded.map(decoded));
    }),
    { numRuns: 300 },
  );
});

test('a stream that breaks off gives the messages that are whole, and then fails', async () => {
  await assertProperty(
    fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 4 }), cuts, fc.nat(), async (messages, at, lost) => {
      const encoded = messages.map((each) => codec.encode(each));
      const bytes = Buffer.concat(encoded);
      const left = bytes.subarray(0, bytes.length - 1 - (lost % bytes.length));
      const ends = encoded.map((_, index) => Buffer.concat(encoded.slice(0, index + 1)).length);
      const whole = ends.filter((end) => end <= left.length).length;
      const { read, error } = await readAll(left, at);
      expect(read).toHaveLength(whole);
      if (left.length === 0 || ends.includes(left.length)) expect(error).toBeUndefined();
      else expect(error).toBeInstanceOf(EventStreamError);
    }),
  );
});

test('one changed byte, wherever it is, is noticed: no message from it on is handed out', async () => {
  await assertProperty(
    fc.asyncProperty(
      fc.array(message, { minLength: 1, maxLength: 3 }),
      cuts,
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      async (messages, at, place, change) => {
        const encoded = messages.map((each) => codec.encode(each));
        const bytes = Buffer.concat(encoded);
        const index = place % bytes.length;
        bytes[index] = (bytes[index] ?? 0) ^ change;
        const { read, error } = await readAll(bytes, at);
        expect(error).toBeInstanceOf(EventStreamError);
        const before = encoded.findIndex((_, i) => Buffer.concat(encoded.slice(0, i + 1)).length > index);
        expect(read).toEqual(encoded.slice(0, before).map(decoded));
      },
    ),
  );
});

test('a stream without end is given up once it is longer than it may be', async () => {
  const one = codec.encode({ headers: {}, body: new Uint8Array(1_000) });
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) yield one;
  }
  let read = 0;
  const reading = async (): Promise<void> => {
    for await (const _ of messagesOf(endless(), MOST_BYTES)) read += 1;
  };
  await expect(reading()).rejects.toThrow('the stream is longer than 100000 bytes');
  expect(read).toBe(Math.floor(MOST_BYTES / one.length));
});
