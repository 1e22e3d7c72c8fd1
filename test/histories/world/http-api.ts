import { gatewayEvent } from '@frontdesk/testkit/gateway-event';

import type { Life } from '../simulation/life';
import type { Scheduler } from '../simulation/scheduler';
import type { Invocations } from './invocations';
import type { HttpLambda } from './lambda';

/** Milliseconds that the function has for a request, and API Gateway for its answer. */
const FUNCTION_MS = 29_000;
const INTEGRATION_MS = 30_000;

export interface HttpCall {
  /** Whoever makes it. */
  readonly life: Life;
  readonly routeKey: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly claims: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The HTTP API: a request's function may be killed, and the caller then gets a 503 in the end. */
export class HttpApi {
  readonly #world: { readonly scheduler: Scheduler; readonly invocations: Invocations };
  readonly #lambda: HttpLambda;
  #requests = 0;

  constructor(world: { readonly scheduler: Scheduler; readonly invocations: Invocations }, lambda: HttpLambda) {
    this.#world = world;
    this.#lambda = lambda;
  }

  call({ life, routeKey, body, ...options }: HttpCall): Promise<HttpAnswer> {
    const { scheduler, invocations } = this.#world;
    this.#requests += 1;
    const name = `http ${this.#requests}`;
    const event = gatewayEvent(routeKey, { ...options, ...(body && { body: JSON.stringify(body) }) });
    return new Promise((resolve) => {
      const unavailable = (): void => resolve({ status: 503, body: {} });
      const run = (): undefined => {
        const forget = scheduler.park({
          life,
          label: `gets no answer to ${name}`,
          due: scheduler.now() + INTEGRATION_MS,
          run: () => void unavailable() as undefined,
        });
        void invocations
          .invoke(name, FUNCTION_MS, (context) => this.#lambda(event, context))
          .then((result) => {
            const { statusCode, body: text = '{}' } = result as { statusCode: number; body?: string };
            resolve({ status: statusCode, body: JSON.parse(text) });
          }, unavailable)
          .finally(forget);
        return undefined;
      };
      scheduler.park({ life, label: `${routeKey}, ${name}`, due: scheduler.now(), run });
    });
  }
}
