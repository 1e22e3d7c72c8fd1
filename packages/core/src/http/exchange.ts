import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Clock } from '../time/clock';
import { type Correlation, correlate } from './correlation';

/** One request on its way through the pipeline. */
export interface Exchange extends Correlation {
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Headers that every answer carries. */
  readonly headers: Record<string, string>;
}

export interface Exchanges {
  /** The exchange of an event, made when it is first asked for. */
  of(event: APIGatewayProxyEventV2): Exchange;
}

/** Keeps what the pipeline knows of an event for as long as the event lives. */
export const exchanges = (clock: Clock): Exchanges => {
  const known = new WeakMap<APIGatewayProxyEventV2, Exchange>();
  return {
    of: (event) => {
      const found = known.get(event);
      if (found) return found;
      const made = { ...correlate(event.headers, event.requestContext.requestId), startedAt: clock.now(), headers: {} };
      known.set(event, made);
      return made;
    },
  };
};
