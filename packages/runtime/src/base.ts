import { filled, readConfig } from '@frontdesk/core/config';
import { createLog, createMetrics, type Log, type Metrics } from '@frontdesk/core/observe';
import { type Clock, systemClock } from '@frontdesk/core/time';

/** The environment that `defineFunction` gives every function. */
const commonEnvironment = { NAME_PREFIX: filled, ENVIRONMENT: filled, WEB_CLIENT_ID: filled };

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
  const config = readConfig(commonEnvironment);
  return {
    log: createLog(functionName),
    metrics: createMetrics(functionName, config.ENVIRONMENT),
    clock: systemClock,
    namePrefix: config.NAME_PREFIX,
    environment: config.ENVIRONMENT,
    webClientId: config.WEB_CLIENT_ID,
  };
};
