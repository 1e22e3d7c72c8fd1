import { availableParallelism } from 'node:os';

/** One function as the local Lambda runs it: what Terraform's `aws_lambda_function` would be given. */
export interface LocalFunction {
  readonly name: string;
  /** Absolute path of the CommonJS bundle; its folder is the task root. */
  readonly bundlePath: string;
  /** `<file>.<export>`, as in Lambda: `index.handler`. */
  readonly handler: string;
  /** MiB. Bounds the heap; buffers live outside it and are not bounded. */
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** What the function was configured with. Nothing from this process's own environment is added. */
  readonly environment: Readonly<Record<string, string>>;
  /** How many instances may run at once: reserved concurrency. 0 refuses all invocations. See `defaultMaxInstances`. */
  readonly maxInstances?: number;
}

/**
 * How many instances a function without a concurrency of its own may have: as many as a new account has in all, or
 * fewer on a machine with few cores. More would all start at once, so slowly that none is ready in time.
 */
export const defaultMaxInstances = (): number => Math.min(10, Math.max(4, 2 * availableParallelism()));

/** The account and region that the functions believe they are in. */
export interface Placement {
  readonly region: string;
  readonly accountId: string;
}

export const functionArn = ({ region, accountId }: Placement, name: string): string =>
  `arn:aws:lambda:${region}:${accountId}:function:${name}`;
