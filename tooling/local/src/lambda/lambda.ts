import { randomUUID } from 'node:crypto';
import { type Clock, systemClock } from '@frontdesk/core/time';
import { readBundle } from './bundle';
import { instanceEnvironment } from './environment';
import { FunctionError, ResourceNotFoundError } from './errors';
import { defaultMaxInstances, functionArn, type LocalFunction, type Placement } from './function';
import { Instance } from './instance';
import { failureLine, traceHeader } from './invocation';
import { withPatience } from './patience';
import { answerOf, eventText } from './payload';
import { Pool } from './pool';

export interface LambdaOptions {
  readonly functions: readonly LocalFunction[];
  /** One line that a function wrote, or that Lambda wrote about it. */
  onLog(functionName: string, line: string): void;
  /** For log lines and log streams; timeouts follow real time. */
  readonly clock?: Clock;
  /** `us-east-1` if left out. */
  readonly region?: string;
  /** `000000000000` if left out. */
  readonly accountId?: string;
  /** Milliseconds without work after which an instance beyond the first is ended; 10 seconds if left out. */
  readonly idleMs?: number;
}

export interface InvokeOptions {
  /** How long, in milliseconds, the caller waits for a free instance and the answer together; for ever if left out. */
  readonly timeoutMs?: number;
  /** `Root=1-…`: the trace that the invocation belongs to. */
  readonly traceRoot?: string;
  /** Called with the invocation's request id when it begins. */
  onInvocation?(requestId: string): void;
}

/** How one function started: what `warm()` saw. */
export interface WarmStart {
  readonly functionName: string;
  /** Milliseconds from starting the worker to the loaded bundle. */
  readonly initMs: number;
  /** Why the bundle did not load. */
  readonly error?: FunctionError;
}

export interface Lambda {
  /**
   * Runs a function on one event and resolves with its answer, both as JSON carries them.
   * @throws FunctionError, TimeoutError (a FunctionError), CallerTimeoutError, TooManyRequestsError,
   * RequestTooLargeError, ResourceNotFoundError, LambdaClosedError
   */
  invoke(functionName: string, event: unknown, options?: InvokeOptions): Promise<unknown>;
  /** Starts one instance of each function. A bundle that does not load is reported, not thrown. */
  warm(): Promise<readonly WarmStart[]>;
  /** The bundle was rebuilt: reads it now. Later invocations run it; those under way finish on the old one. */
  reload(functionName: string): void;
  /** Ends every instance, busy or not. Resolves when no worker is left. */
  close(): Promise<void>;
}

interface Deployed {
  readonly fn: LocalFunction;
  readonly pool: Pool;
  reload(): void;
}

/**
 * The local Lambda: runs functions from their deployed bundles, each instance a worker thread with an environment of
 * its own and one event at a time.
 */
export const createLambda = (options: LambdaOptions): Lambda => {
  const { onLog, clock = systemClock, idleMs = 10_000 } = options;
  const placement: Placement = {
    region: options.region ?? 'us-east-1',
    accountId: options.accountId ?? '000000000000',
  };

  const deploy = (fn: LocalFunction): Deployed => {
    let code = readBundle(fn.bundlePath);
    const pool = new Pool({
      functionName: fn.name,
      maxInstances: fn.maxInstances ?? defaultMaxInstances(),
      idleMs,
      start: () =>
        new Instance({ fn, code, environment: instanceEnvironment(fn, placement, clock.now()) }, (line) =>
          onLog(fn.name, line),
        ),
    });
    const reload = (): void => {
      code = readBundle(fn.bundlePath);
      pool.reload();
    };
    return { fn, pool, reload };
  };
  const deployed = new Map(options.functions.map((fn) => [fn.name, deploy(fn)]));
  const find = (name: string): Deployed => {
    const found = deployed.get(name);
    if (!found) throw new ResourceNotFoundError(functionArn(placement, name));
    return found;
  };

  const run = async (
    { fn, pool }: Deployed,
    event: string,
    { traceRoot, onInvocation }: InvokeOptions,
    signal?: AbortSignal,
  ): Promise<unknown> => {
    const instance = await pool.acquire(signal);
    const requestId = randomUUID();
    onInvocation?.(requestId);
    try {
      const payload = await instance.invoke({
        requestId,
        event,
        timeoutMs: fn.timeoutSeconds * 1000,
        arn: functionArn(placement, fn.name),
        traceHeader: traceHeader(traceRoot, clock.now()),
      });
      return answerOf(payload);
    } catch (error) {
      if (error instanceof FunctionError) onLog(fn.name, failureLine(error, requestId, clock.now()));
      throw error;
    } finally {
      pool.release(instance);
    }
  };

  const warmStart = async ({ fn, pool }: Deployed): Promise<WarmStart> => {
    const begun = performance.now();
    try {
      return { functionName: fn.name, initMs: await pool.warm() };
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      return { functionName: fn.name, initMs: performance.now() - begun, error };
    }
  };

  return {
    invoke: async (functionName, event, invocation = {}) => {
      const target = find(functionName);
      const text = eventText(event);
      return withPatience(functionName, invocation.timeoutMs, (signal) => run(target, text, invocation, signal));
    },
    warm: () => Promise.all([...deployed.values()].map(warmStart)),
    reload: (functionName) => find(functionName).reload(),
    close: async () => {
      await Promise.all([...deployed.values()].map(({ pool }) => pool.close()));
    },
  };
};
