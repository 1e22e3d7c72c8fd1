import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { isoTime } from '@frontdesk/core/time';
import type { LocalFunction, Placement } from './function';

const logStream = (now: number): string =>
  `${isoTime(now).slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomBytes(16).toString('hex')}`;

/**
 * The environment of one instance: the function's own variables and those that Lambda reserves
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime), which win.
 *
 * `TZ` is only for code that reads it: a worker shares the process's time zone, and `new Date().getHours()` follows
 * that one.
 * `HOME` keeps the AWS SDK from reading the developer's own `~/.aws`, which no deployed function has.
 */
export const instanceEnvironment = (fn: LocalFunction, placement: Placement, now: number): Record<string, string> => {
  const taskRoot = path.dirname(fn.bundlePath);
  return {
    LANG: 'en_US.UTF-8',
    HOME: taskRoot,
    ...fn.environment,
    _HANDLER: fn.handler,
    AWS_DEFAULT_REGION: placement.region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryMb),
    AWS_LAMBDA_FUNCTION_NAME: fn.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${fn.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream(now),
    AWS_REGION: placement.region,
    LAMBDA_TASK_ROOT: taskRoot,
    TZ: ':UTC',
  };
};
