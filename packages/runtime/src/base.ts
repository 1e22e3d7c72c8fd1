import { readConfig } from '@frontdesk/core/config';
import { createLog, createMetrics, type Log, type Metrics } from '@frontdesk/core/observe';
import { type Clock, systemClock } from '@frontdesk/core/time';
import * as z from 'zod/mini';

/** The environment that `defineFunction` gives every function. */
const commonEnvironment = z.object({
  NAME_PREFIX: z.string().check(z.minLength(1)),
  ENVIRONMENT: z.string().check(z.minLength(1)),
  WEB_CLIENT_ID: z.string().check(z.minLength(1)),
});

export interface Base {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly namePrefix: string;
  readonly environment: string;
  readonly webClientId: string;
}

/** What every function has, made once per cold start. */
export const createBase = (functionName: string): Base => {
  const config = readConfig(commonEnvironment, process.env);
  return {
    log: createLog(functionName),
    metrics: createMetrics(functionName, config.ENVIRONMENT),
    clock: systemClock,
    namePrefix: config.NAME_PREFIX,
    environment: config.ENVIRONMENT,
    webClientId: config.WEB_CLIENT_ID,
  };
};
