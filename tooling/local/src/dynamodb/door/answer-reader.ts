import type { IncomingHttpHeaders } from 'node:http';

/** An answer of the engine, complete. */
export interface EngineAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Whether the connection may be used for another request. */
  readonly keepsAlive: boolean;
}

interface Head extends Omit<EngineAnswer, 'body'> {
  /** `undefined` if the body comes in chunks. */
  readonly length: number | undefined;
}

const NOTHING = Buffer.alloc(0);
const LINE_END = '\r\n';
const HEAD_END = '\r\n\r\n';

const lengthOf = (headers: IncomingHttpHeaders): number | undefined => {
  if (headers['transfer-encoding']?.toLowerCase() === 'chunked') return undefined;
  const length = headers['content-length'] ?? '';
  if (!/^\d+$/.test(length)) throw new Error('an answer without a length');
  return Number(length);
};

const headOf = (text: string): Head => {
  const [first = '', ...lines] = text.split(LINE_END);
  const [, version, status] = /^HTTP\/1\.([01]) (\d{3})/.exec(first) ?? [];
  if (status === undefined) throw new Error('an answer that is not HTTP/1.1');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const keepsAlive = version === '1' && headers.connection?.toLowerCase() !== 'close';
  return { status: Number(status), headers, keepsAlive, length: lengthOf(headers) };
};

/** A body in chunks (RFC 9112, section 7.1), without trailers; `undefined` while its end is missing. */
const unchunked = (bytes: Buffer): Buffer | undefined => {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const sizeEnd = bytes.indexOf(LINE_END, at);
    if (sizeEnd < 0) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, sizeEnd), 16);
    if (Number.isNaN(size)) throw new Error('an answer with a chunk without a size');
    const begin = sizeEnd + LINE_END.length;
    at = begin + size + LINE_END.length;
    if (bytes.length < at) return undefined;
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(bytes.subarray(begin, begin + size));
  }
};

/**
 * Reads the answers of one HTTP/1.1 connection, one after the other. Node's own client takes three times as long for a
 * call (`Agent`, `ClientRequest`, `IncomingMessage` and their streams), and two to six calls make a request to the API.
 */
export class AnswerReader {
  #head: Head | undefined;
  /** What came since the head, or of the head while it is incomplete. */
  #chunks: Buffer[] = [];
  #bytes = 0;

  /** Returns the answer once its last byte is there. @throws Error for what cannot be read as an answer. */
  take(chunk: Buffer): EngineAnswer | undefined {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    this.#head ??= this.#takeHead();
    if (!this.#head) return undefined;
    const { length, ...head } = this.#head;
    if (length !== undefined && this.#bytes < length) return undefined;
    const body = length === undefined ? unchunked(this.#joined()) : this.#joined();
    if (!body) return undefined;
    this.#head = undefined;
    this.#keep(NOTHING);
    return { ...head, body };
  }

  #takeHead(): Head | undefined {
    const bytes = this.#joined();
    const end = bytes.indexOf(HEAD_END);
    if (end < 0) return undefined;
    this.#keep(bytes.subarray(end + HEAD_END.length));
    return headOf(bytes.toString('latin1', 0, end));
  }

  #joined(): Buffer {
    const [only = NOTHING] = this.#chunks;
    return this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : only;
  }

  #keep(rest: Buffer): void {
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#bytes = rest.length;
  }
}
