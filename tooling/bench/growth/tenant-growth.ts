import { staffEvent } from '../staff-event';
import { mean, median } from '../statistics';
import { type Cost, costOf } from './cost';
import type { Field } from './field';
import type { Growth } from './growth-table';
import { seedFaq } from './seed-faq';

const SIZES = [10, 100, 1_000] as const;
const ENTRIES = 50;
/** Tenants that are seeded side by side. */
const AT_ONCE = 8;

const tenantOf = (number: number): string => `growth-tenant-${number}`;

const seedTenants = async ({ tables }: Field, count: number): Promise<void> => {
  let next = 0;
  const seeder = async (): Promise<void> => {
    while (next < count) await seedFaq(tables, tenantOf(next++), { size: ENTRIES });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, seeder));
};

/** Whether a turn read the FAQ's entries: to build an index that it did not find in memory. */
const rebuilt = ({ readsOf }: Cost): boolean => [...readsOf.keys()].some((table) => table.endsWith('-faq'));

/** Every tenant chats once with one new instance, and then every tenant once more: what the second time costs. */
const measure = async (field: Field, tenants: number): Promise<Readonly<Record<string, number>>> => {
  const instance = field.instance('chat');
  const visitAll = async (): Promise<Cost[]> => {
    const costs: Cost[] = [];
    for (let number = 0; number < tenants; number++) {
      const body = { message: 'What time do you open on Saturdays?' };
      costs.push(
        await costOf(field, instance, staffEvent('POST /chat', tenantOf(number), field.webClientId, { body })),
      );
    }
    return costs;
  };
  await visitAll();
  const costs = await visitAll();
  const heapBytes = await instance.heapBytes();
  await instance.close();
  return {
    'ms a chat': median(costs.map(({ ms }) => ms)),
    'requests a chat': mean(costs.map(({ requests }) => requests)),
    'read units a chat': mean(costs.map(({ readUnits }) => readUnits)),
    'indexes built again': costs.filter(rebuilt).length,
    'heap, MB': heapBytes / 1_048_576,
  };
};

/** What a second chat costs a tenant that shares its instance with ever more others. */
export const tenantGrowth = async (field: Field): Promise<Growth[]> => {
  await seedTenants(field, Math.max(...SIZES));
  const sizes: { size: number; figures: Readonly<Record<string, number>> }[] = [];
  for (const size of SIZES) sizes.push({ size, figures: await measure(field, size) });
  return [{ title: `The second chat of tenants of ${ENTRIES} entries through one instance`, of: 'tenants', sizes }];
};
