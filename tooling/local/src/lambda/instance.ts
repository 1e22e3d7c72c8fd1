import { Worker } from 'node:worker_threads';
import { BOOTSTRAP } from './bootstrap';
import { type Ending, exited, exitedWith, timedOut, workerError } from './ending';
import { FunctionError } from './errors';
import type { LocalFunction } from './function';
import { lines } from './lines';
import type { InstanceMessage, InvokeMessage, RuntimeData, RuntimeMessage } from './protocol';

/** Lambda ends an init phase after this long (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html). */
const INIT_TIMEOUT_SECONDS = 10;

/** How long, in milliseconds, a worker may take to end by itself before it is ended. */
const STOP_GRACE_MS = 250;

/** Stands in for the request id while there is no request. */
const INIT = 'init';

interface Pending {
  readonly requestId: string;
  readonly timer: NodeJS.Timeout;
  resolve(payload: string): void;
  reject(error: FunctionError): void;
}

/** What an instance is started from. */
export interface InstanceSource {
  readonly fn: LocalFunction;
  /** The bundle's code, from `readBundle`. */
  readonly code: string | undefined;
  readonly environment: Record<string, string>;
}

const runtimeData = ({ fn: { bundlePath, handler }, code }: InstanceSource): RuntimeData => ({
  bundlePath,
  code,
  handler,
  exportPath: handler.slice(handler.indexOf('.') + 1),
});

const startWorker = (source: InstanceSource): Worker =>
  new Worker(BOOTSTRAP, {
    eval: true,
    name: source.fn.name,
    env: source.environment,
    // Nothing of how this process was started (a TypeScript loader, an inspector) reaches the function.
    execArgv: [],
    argv: [],
    // The runtime sends what the function writes by itself; nothing may reach this process's own console.
    stdout: true,
    stderr: true,
    workerData: runtimeData(source),
    resourceLimits: { maxOldGenerationSizeMb: source.fn.memoryMb },
  });

/** One execution environment: a worker thread with the bundle loaded, which handles one event at a time. */
export class Instance {
  /** Resolves with the milliseconds that starting took; rejects with what kept the bundle from loading. */
  readonly ready: Promise<number>;
  /** Resolves when the worker has ended, whatever ended it. */
  readonly exit: Promise<void>;
  readonly #worker: Worker;
  #pending: Pending | undefined;
  /** Set as soon as the end is certain; the worker itself may end a little later. */
  #ending: Ending | undefined;

  constructor(source: InstanceSource, onLine: (line: string) => void) {
    const begun = performance.now();
    this.#worker = startWorker(source);
    const output = { stdout: lines(onLine), stderr: lines(onLine) };
    this.exit = new Promise((resolve) => {
      this.#worker.once('exit', () => {
        output.stdout.end();
        output.stderr.end();
        resolve();
      });
    });
    this.ready = new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#kill(timedOut(INIT_TIMEOUT_SECONDS)), INIT_TIMEOUT_SECONDS * 1000);
      this.#worker.on('message', (message: RuntimeMessage) => {
        if (message.type === 'output') output[message.stream].take(message.text);
        else if (message.type === 'ready') {
          clearTimeout(timer);
          resolve(performance.now() - begun);
        } else this.#receive(message);
      });
      this.#worker.on('error', (error) => this.#end(workerError(error)));
      this.#worker.once('exit', (code) => this.#end(exitedWith(code)));
      void this.exit.then(() => {
        clearTimeout(timer);
        reject(this.#endError(INIT));
      });
    });
    // Nobody may be waiting for it, and a failed start must not become an unhandled rejection.
    this.ready.catch(() => {});
  }

  /** False once the worker has ended or is sure to: it must not be given another event. */
  get alive(): boolean {
    return this.#ending === undefined;
  }

  /**
   * Runs one event and resolves with the answer as JSON. The function's timeout begins when the bundle is loaded.
   * @throws FunctionError, TimeoutError
   */
  async invoke(message: InvokeMessage): Promise<string> {
    const { requestId, timeoutMs } = message;
    // Whatever kept it from starting is reported with this request's id.
    await this.ready.catch(() => {});
    if (this.#ending) throw this.#ending(requestId);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#kill(timedOut(timeoutMs / 1000)), timeoutMs);
      this.#pending = { requestId, timer, resolve, reject };
      this.#post({ type: 'invoke', ...message });
    });
  }

  /** Ends the instance, whatever it is doing. Resolves when its worker is gone and its last log line is out. */
  async stop(): Promise<void> {
    this.#end(exited('with error: signal: terminated'));
    this.#post({ type: 'stop' });
    const timer = setTimeout(() => void this.#worker.terminate(), STOP_GRACE_MS);
    await this.exit;
    clearTimeout(timer);
  }

  #post(message: InstanceMessage): void {
    this.#worker.postMessage(message);
  }

  #receive(message: Exclude<RuntimeMessage, { type: 'ready' | 'output' }>): void {
    if (message.type === 'fatal') this.#end(() => new FunctionError(message.error));
    else if (message.type === 'error') this.#settle()?.reject(new FunctionError(message.error));
    else this.#settle()?.resolve(message.payload);
  }

  #settle(): Pending | undefined {
    const pending = this.#pending;
    this.#pending = undefined;
    clearTimeout(pending?.timer);
    return pending;
  }

  /** Only the first cause is reported: whatever follows is its consequence. */
  #end(ending: Ending): void {
    this.#ending ??= ending;
    const pending = this.#settle();
    pending?.reject(this.#ending(pending.requestId));
  }

  #endError(requestId: string): FunctionError {
    return (this.#ending ?? exitedWith(0))(requestId);
  }

  #kill(ending: Ending): void {
    this.#end(ending);
    void this.#worker.terminate();
  }
}
