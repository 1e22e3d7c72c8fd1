import { crc32 } from './crc32';

/** A message of an event stream. */
export interface Message {
  /** The headers that are texts, which all that say what a message is are. */
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Buffer;
}

/** A stream that is not what the framing prescribes, or that ended in the middle of a message. */
export class EventStreamError extends Error {
  override readonly name = 'EventStreamError';
}

/** The two lengths and their checksum, with which each message begins. */
export const PRELUDE_BYTES = 12;
const CHECKSUM_BYTES = 4;
const LEAST_BYTES = PRELUDE_BYTES + CHECKSUM_BYTES;

/** Bytes of a header's value by its type; the types that are missing say their length themselves. */
const FIXED_LENGTHS: Readonly<Record<number, number>> = { 0: 0, 1: 0, 2: 1, 3: 2, 4: 4, 5: 8, 8: 8, 9: 16 };
const BYTES = 6;
const TEXT = 7;

/**
 * The length of the message that begins here.
 * @param bytes at least its prelude.
 * @throws EventStreamError if the prelude is damaged: nothing after it can be read, and no length in it can be waited for.
 */
export const lengthOf = (bytes: Buffer): number => {
  const [length, headersLength] = [bytes.readUInt32BE(0), bytes.readUInt32BE(4)];
  if (crc32(bytes.subarray(0, 8)) !== bytes.readUInt32BE(8)) throw new EventStreamError('the prelude is damaged');
  if (length < LEAST_BYTES || headersLength > length - LEAST_BYTES) throw new EventStreamError('the lengths are wrong');
  return length;
};

const readHeaders = (bytes: Buffer): Record<string, string> => {
  const headers: Record<string, string> = {};
  let at = 0;
  while (at < bytes.length) {
    const nameEnd = at + 1 + bytes.readUInt8(at);
    const name = bytes.toString('utf8', at + 1, nameEnd);
    const type = bytes.readUInt8(nameEnd);
    at = nameEnd + 1;
    const fixed = FIXED_LENGTHS[type];
    if (fixed !== undefined) {
      at += fixed;
      continue;
    }
    if (type !== BYTES && type !== TEXT) throw new EventStreamError(`a header has the unknown type ${type}`);
    const end = at + 2 + bytes.readUInt16BE(at);
    if (end > bytes.length) throw new EventStreamError('a header is longer than all of them');
    if (type === TEXT) headers[name] = bytes.toString('utf8', at + 2, end);
    at = end;
  }
  return headers;
};

/**
 * Decodes one message (https://docs.aws.amazon.com/transcribe/latest/dg/streaming-setting-up.html#streaming-event-stream).
 * @param bytes all of it, and nothing else.
 * @throws EventStreamError if it is damaged.
 */
export const decodeMessage = (bytes: Buffer): Message => {
  const checked = bytes.length - CHECKSUM_BYTES;
  if (crc32(bytes.subarray(0, checked)) !== bytes.readUInt32BE(checked)) {
    throw new EventStreamError('the message is damaged');
  }
  const payloadAt = PRELUDE_BYTES + bytes.readUInt32BE(4);
  return {
    headers: readHeaders(bytes.subarray(PRELUDE_BYTES, payloadAt)),
    payload: bytes.subarray(payloadAt, checked),
  };
};
