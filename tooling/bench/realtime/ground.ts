import type { Tables } from '@frontdesk/tables';
import { startTestTables } from '@frontdesk/testkit/test-tables';
import type { Bench } from '../bench';
import type { Workshop } from '../compile';
import { type Meter, startMeter } from '../growth/meter';
import { seedOthers } from './crowd';
import { startGateway } from './gateway/gateway';
import { type Places, tablesAt } from './parts';

/** Where threads are measured without the rest of the stack: the real engine, and a stand-in for `@connections`. */
export interface Ground {
  readonly places: Places;
  readonly tables: Tables;
  /** Stands before the engine. */
  readonly meter: Meter;
  readonly program: Workshop['program'];
}

/** Lends ground on which ten thousand others are connected. */
export const withGround = async <T>({ workshop }: Bench, use: (ground: Ground) => Promise<T>): Promise<T> => {
  const [store, gateway] = await Promise.all([startTestTables(), startGateway(workshop)]);
  const meter = await startMeter(store.endpoint);
  try {
    const tables = tablesAt(store.endpoint);
    await seedOthers(tables);
    return await use({
      places: { endpoint: store.endpoint, gatewayUrl: gateway.url },
      tables,
      meter,
      program: workshop.program,
    });
  } finally {
    await meter.close();
    await Promise.all([store.close(), gateway.close()]);
  }
};
