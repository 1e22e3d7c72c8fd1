/** All of it as text. @throws what `tooLong` makes, once there are more bytes than that. */
export const textOf = async (
  bytes: AsyncIterable<Uint8Array>,
  maxBytes = Infinity,
  tooLong = () => new Error(`more than ${maxBytes} bytes`),
): Promise<string> => {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    length += piece.length;
    if (length > maxBytes) throw tooLong();
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
};

/** Reads a stream of bytes piece by piece, as a format demands that cuts it up with delimiters or lengths. */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #ended: () => Error;
  #buffer: Buffer;

  /**
   * @param ended the error when the source ends in the middle of something.
   * @param before bytes to be read before the source's own.
   */
  constructor(source: AsyncIterable<Uint8Array>, ended: () => Error, before = '') {
    this.#source = source[Symbol.asyncIterator]();
    this.#ended = ended;
    this.#buffer = Buffer.from(before);
  }

  async #more(): Promise<void> {
    const next = await this.#source.next();
    if (next.done) throw this.#ended();
    this.#buffer = Buffer.concat([this.#buffer, next.value]);
  }

  #shift(bytes: number): Buffer {
    const shifted = this.#buffer.subarray(0, bytes);
    this.#buffer = this.#buffer.subarray(bytes);
    return shifted;
  }

  /** The bytes before the delimiter, as they come. The delimiter is read too. */
  async *until(delimiter: string): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.#buffer.indexOf(delimiter);
      // What may be the delimiter's beginning stays until more has come.
      const sure = at < 0 ? this.#buffer.length - delimiter.length + 1 : at;
      if (sure > 0) yield this.#shift(sure);
      if (at >= 0) {
        this.#shift(delimiter.length);
        return;
      }
      await this.#more();
    }
  }

  /** So many bytes, as they come. */
  async *take(bytes: number): AsyncGenerator<Buffer> {
    let left = bytes;
    while (left > 0) {
      if (this.#buffer.length === 0) await this.#more();
      const piece = this.#shift(left);
      left -= piece.length;
      yield piece;
    }
  }
}
