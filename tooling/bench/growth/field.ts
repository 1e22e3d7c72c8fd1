import { setTimeout as delay } from 'node:timers/promises';
import { createSender } from '@frontdesk/aws';
import { continueTrace } from '@frontdesk/core/invocation';
import { systemClock } from '@frontdesk/core/time';
import { LOCAL_ACCOUNT } from '@frontdesk/local/stack/account';
import type { Stack } from '@frontdesk/local/stack/stack';
import { faqIndexQueue } from '@frontdesk/runtime/declare';
import { openAllTables, type Tables } from '@frontdesk/tables';
import { testClient } from '@frontdesk/testkit/test-tables';
import type { Bench } from '../bench';
import { localFunctionsOf } from '../local-functions';
import { type Instance, startInstance } from './instance';
import { type Meter, startMeter } from './meter';

/** Where growth is measured: tables to fill by hand, and functions whose every request to DynamoDB is counted. */
export interface Field {
  readonly tables: Tables;
  readonly meter: Meter;
  readonly webClientId: string;
  /** A new instance of a function. */
  instance(name: string): Instance;
  /** Has the index of a tenant's large FAQ stored, and resolves when it is. */
  storeIndex(tenant: string): Promise<void>;
}

/** Anybody whom no function's grants bind. */
const OPERATOR = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench' };
const POLL_MS = 100;
/** The time that the function has. */
const STORED_WITHIN_MS = 120_000;

const open = (stack: Stack, meter: Meter, program: string, started: Instance[]): Field => {
  const client = testClient(stack.awsUrl);
  const namePrefix = String(stack.outputs.name_prefix);
  const functions = new Map(localFunctionsOf(stack, meter.url).map((fn) => [fn.name, fn]));
  const tables = openAllTables({ clientFor: () => client, registryClient: client, namePrefix, clock: systemClock });
  const environment = { ...OPERATOR, AWS_ENDPOINT_URL: stack.awsUrl };
  const sender = createSender({ namePrefix, accountId: LOCAL_ACCOUNT.accountId, environment });
  return {
    tables,
    storeIndex: async (tenant) => {
      const { prompts } = tables.forTenant(tenant);
      const { version } = await prompts.faqState();
      await sender.sendMessage(faqIndexQueue, { body: {}, origin: { tenant, traceparent: continueTrace(undefined) } });
      const until = Date.now() + STORED_WITHIN_MS;
      while (((await prompts.faqState()).snapshot ?? 0) < version) {
        if (Date.now() > until) throw new Error(`The index of ${tenant} was not stored.`);
        await delay(POLL_MS);
      }
    },
    meter,
    webClientId: String(stack.outputs.web_client_id),
    instance: (name) => {
      const fn = functions.get(name);
      if (!fn) throw new Error(`The build has no function ${name}.`);
      const instance = startInstance(program, fn);
      started.push(instance);
      return instance;
    },
  };
};

/** Lends a field, and ends whatever was started on it. */
export const withField = async <T>({ stack, workshop }: Bench, use: (field: Field) => Promise<T>): Promise<T> => {
  const running = await stack();
  const program = await workshop.program('growth/instance-program');
  const meter = await startMeter(running.awsUrl);
  const started: Instance[] = [];
  try {
    return await use(open(running, meter, program, started));
  } finally {
    await Promise.all(started.map((instance) => instance.close()));
    await meter.close();
  }
};
