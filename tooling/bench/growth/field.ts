import { systemClock } from '@frontdesk/core/time';
import type { Stack } from '@frontdesk/local/stack/stack';
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
}

const open = (stack: Stack, meter: Meter, program: string, started: Instance[]): Field => {
  const client = testClient(stack.awsUrl);
  const namePrefix = String(stack.outputs.name_prefix);
  const functions = new Map(localFunctionsOf(stack, meter.url).map((fn) => [fn.name, fn]));
  return {
    tables: openAllTables({ clientFor: () => client, registryClient: client, namePrefix, clock: systemClock }),
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
