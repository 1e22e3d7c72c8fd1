import { decodeMessage, EventStreamError, lengthOf, type Message, PRELUDE_BYTES } from './message';

/**
 * The messages of an event stream, wherever its chunks cut them.
 * @param mostBytes that the stream may have in all.
 * @throws EventStreamError if the stream is damaged, too long, or ends in the middle of a message.
 */
export async function* messagesOf(chunks: AsyncIterable<Uint8Array>, mostBytes: number): AsyncGenerator<Message> {
  let pieces: Uint8Array[] = [];
  let held = 0;
  let needed = PRELUDE_BYTES;
  let room = mostBytes;
  for await (const chunk of chunks) {
    room -= chunk.length;
    if (room < 0) throw new EventStreamError(`the stream is longer than ${mostBytes} bytes`);
    pieces.push(chunk);
    held += chunk.length;
    if (held < needed) continue;
    let bytes = Buffer.concat(pieces, held);
    for (;;) {
      needed = bytes.length < PRELUDE_BYTES ? PRELUDE_BYTES : lengthOf(bytes);
      if (bytes.length < needed) break;
      yield decodeMessage(bytes.subarray(0, needed));
      bytes = bytes.subarray(needed);
    }
    pieces = [bytes];
    held = bytes.length;
  }
  if (held > 0) throw new EventStreamError('the stream ended in the middle of a message');
}
