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
  /** What the function was configured with. Nothing of this process's own environment is added to it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Instances that may run at once: reserved concurrency. At 0 every invocation is refused. See `defaultMaxInstances`. */
  readonly maxInstances?: number;
}

/**
 * Instances of a function that has no concurrency of its own: as many as a new account has in all, and on a machine of few
 * cores fewer. More would only start together, and so slowly that none is ready in time.
 */
export const defaultMaxInstances = (): number => Math.min(10, Math.max(4, 2 * availableParallelism()));

/** Account and region that the functions believe to be in. */
export interface Placement {
  readonly region: string;
  readonly accountId: string;
}

export const functionArn = ({ region, accountId }: Placement, name: string): string =>
  `arn:aws:lambda:${region}:${accountId}:function:${name}`;
