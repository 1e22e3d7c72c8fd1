import { connect, type Socket } from 'node:net';
import { AnswerReader, type EngineAnswer } from './answer-reader';

interface Asked {
  resolve(answer: EngineAnswer): void;
  reject(error: Error): void;
}

/** A connection to the engine, for one request at a time. */
export class EngineConnection {
  readonly #socket: Socket;
  readonly #answers = new AnswerReader();
  #asked: Asked | undefined;

  /** @param onClose called once, when the connection can no longer be used. */
  constructor(port: number, host: string, onClose: (connection: EngineConnection) => void) {
    this.#socket = connect({ port, host, noDelay: true });
    this.#socket.on('data', (chunk) => this.#take(chunk));
    this.#socket.on('error', (error) => this.#fail(error));
    this.#socket.once('close', () => {
      this.#fail(new Error('it closed the connection'));
      onClose(this);
    });
  }

  /** Whether it takes another request: the engine has not hung up. */
  get usable(): boolean {
    return this.#socket.writable;
  }

  /**
   * Sends a request and resolves with its answer.
   * @param head the request line and the headers, with the empty line at their end.
   * @throws Error if the connection breaks or is closed first.
   */
  ask(head: string, body: string | Buffer): Promise<EngineAnswer> {
    return new Promise((resolve, reject) => {
      this.#asked = { resolve, reject };
      this.#socket.cork();
      this.#socket.write(head, 'latin1');
      this.#socket.write(body);
      this.#socket.uncork();
    });
  }

  close(reason?: Error): void {
    this.#socket.destroy(reason);
  }

  #take(chunk: Buffer): void {
    try {
      // What nobody asked for must not be taken for the answer to the next request.
      if (!this.#asked) throw new Error('it sent what was not asked for');
      const answer = this.#answers.take(chunk);
      if (!answer) return;
      this.#asked.resolve(answer);
      this.#asked = undefined;
    } catch (error) {
      this.close(error as Error);
    }
  }

  #fail(error: Error): void {
    this.#asked?.reject(error);
    this.#asked = undefined;
  }
}
