import { IndexCache } from '@frontdesk/assistant/retrieval';
import { batchHandler } from '@frontdesk/core/batch';
import { httpHandler } from '@frontdesk/core/http';
import { socketHandler } from '@frontdesk/core/socket';
import type { Ids } from '@frontdesk/core/time';
import { type DocumentClient, openAllTables } from '@frontdesk/tables';
import { defaultSettings } from '@frontdesk/tenant';
import { testPlatform } from '@frontdesk/testkit/test-platform';

import type { Deps as RealtimeFunctionDeps } from '../../../lambdas/realtime/src/deps';
import realtime from '../../../lambdas/realtime/src/function';
import type { Deps as ResponderDeps } from '../../../lambdas/responder/src/deps';
import responder from '../../../lambdas/responder/src/function';
import { resilient } from '../../../packages/tables/src/access/client';
import { connectionsDoor } from '../doors/connections-door';
import type { Faults } from '../doors/faults';
import { modelDoor } from '../doors/model-door';
import { senderDoor, visibilityDoor } from '../doors/sender-door';
import { tablesDoor } from '../doors/tables-door';
import type { History } from '../history';
import type { Scheduler } from '../simulation/scheduler';
import { pause } from '../simulation/virtual-time';
import { HttpApi } from './http-api';
import { Invocations } from './invocations';
import type { HttpLambda, QueueEvent } from './lambda';
import { Messaging } from './messaging';
import { NAME_PREFIX } from './names';
import { SocketApi } from './socket-api';

/** Milliseconds of an invocation of the responder: its declaration's timeout. */
const RESPONDER_MS = (responder.timeout ?? 0) * 1_000;

const RETENTION_DAYS = 90;

const counted = (prefix: string): Ids => {
  let count = 0;
  return {
    next: () => {
      count += 1;
      return `${prefix}${count}`;
    },
  };
};

const unused = (): never => {
  throw new Error('nothing in a run was to use this');
};

export interface WorldOptions {
  readonly tenant: string;
  /** Of the DynamoDB engine. */
  readonly client: DocumentClient;
  readonly scheduler: Scheduler;
  readonly history: History;
  faults(): Faults;
}

/**
 * Both functions as they are deployed – declarations, handlers, routes, consumer – between AWS's services as models, on a real
 * DynamoDB engine. Everything that they reach outside goes through a door.
 */
export const makeWorld = ({ tenant, client, scheduler, history, faults }: WorldOptions) => {
  const { random } = scheduler;
  const doors = { history, random, faults };
  const clock = scheduler;
  const behind = resilient(tablesDoor(client, doors));
  const tables = openAllTables({ clientFor: () => behind, registryClient: behind, namePrefix: NAME_PREFIX, clock });
  const settings = { ...defaultSettings(), models: ['openai' as const] };
  const invocations = new Invocations({ scheduler, history, faults });

  const respond = async (event: QueueEvent, name: string): Promise<boolean> => {
    const { batchItemFailures } = await invocations.invoke(
      name,
      RESPONDER_MS,
      (context) => responderHandler()(event, context) as Promise<{ readonly batchItemFailures: readonly unknown[] }>,
    );
    return batchItemFailures.length === 0;
  };
  const messaging = new Messaging({ scheduler, history, faults }, respond);
  const hide = visibilityDoor(messaging, doors);
  const platform = {
    ...testPlatform({
      clock,
      namePrefix: NAME_PREFIX,
      changeVisibility: ({ receiptHandle }, seconds) => hide(receiptHandle, seconds),
    }),
  };
  const directory = { ...platform.directory, settings: async () => settings, serviceTenants: async () => [tenant] };

  const common = {
    clock,
    log: platform.log,
    metrics: platform.metrics,
    sender: senderDoor(messaging, doors),
    pause: (ms: number, signal?: AbortSignal) => pause(ms, signal).catch(() => undefined),
    retentionDays: RETENTION_DAYS,
    connections: { post: (id: string, frame: string) => connections.post(id, frame) },
    uploads: { begin: unused, attach: unused, address: unused },
  };
  const realtimeDeps: RealtimeFunctionDeps = {
    ...common,
    tables,
    ids: counted('server-'),
    limiter: platform.limiter,
    // Connections of a run are authorized beforehand.
    connecting: { visitors: { verify: unused }, staff: { verify: unused }, directory },
  };
  const models = new Map([['openai', modelDoor(doors)]]);
  const holders = counted('holder-');
  /** Each invocation has an environment of its own: one that is killed takes its caches with it. */
  const responderHandler = () => {
    const deps: ResponderDeps = {
      ...common,
      tables,
      ids: holders,
      settings: async () => settings,
      indexes: new IndexCache({ clock }),
      models: async () => models,
      embedders: async () => undefined,
    };
    return batchHandler(responder, platform, deps);
  };

  const api = new SocketApi(
    { tenant, scheduler, history, invocations, faults },
    socketHandler(realtime, platform, realtimeDeps),
  );
  const connections = connectionsDoor(api, doors);
  const http = new HttpApi(
    { scheduler, invocations },
    httpHandler(realtime, { ...platform, directory } as never, realtimeDeps) as unknown as HttpLambda,
  );
  return { api, http, messaging, invocations };
};
