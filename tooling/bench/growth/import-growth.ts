import { staffEvent } from '../staff-event';
import { median, quantile } from '../statistics';
import { type Cost, costOf } from './cost';
import type { Field } from './field';
import type { Growth } from './growth-table';
import type { Instance } from './instance';
import { seedFaq } from './seed-faq';

const SIZE = 40_000;
const IMPORTED = 4_900;
/** What a text-embedding-3 model is asked for. */
const DIMENSIONS = 512;
const MOST_TURNS = 2_000;
const WARM_UP = 20;

/** Chats one after the other until the last entry of an import is known. */
const follow = async (field: Field, instance: Instance, tenant: string, last: { question: string; answer: string }) => {
  const turns: Cost[] = [];
  const body = { message: last.question };
  for (let isKnown = false; !isKnown; ) {
    if (turns.length >= MOST_TURNS) throw new Error(`After ${MOST_TURNS} turns the import was not followed.`);
    const event = staffEvent('POST /chat', tenant, field.webClientId, { body });
    const { answered, ...cost } = await costOf(field, instance, event);
    turns.push(cost);
    isKnown = (JSON.parse(answered.body) as { reply: string }).reply.includes(last.answer);
  }
  return turns;
};

const figuresOf = (usual: readonly Cost[], turns: readonly Cost[]): Readonly<Record<string, number>> => {
  const times = turns.map(({ ms }) => ms);
  return {
    'ms before it': median(usual.map(({ ms }) => ms)),
    turns: turns.length,
    'ms, half of them': quantile(times, 0.5),
    'ms, 19 of 20': quantile(times, 0.95),
    'ms, the longest': Math.max(...times),
    'turns over 50 ms': times.filter((ms) => ms > 50).length,
    'CPU ms in all': turns.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    'read units in all': turns.reduce((sum, { readUnits }) => sum + readUnits, 0),
  };
};

/** What customers wait for while a warm instance follows a large import of which there is no snapshot yet. */
export const importGrowth = async (field: Field): Promise<Growth[]> => {
  const grown: Growth[] = [];
  for (const [kind, vectors] of Object.entries({ without: {}, with: { dimensions: DIMENSIONS } })) {
    const tenant = `growth-import-${kind}`;
    const [first] = await seedFaq(field.tables, tenant, { size: SIZE, ...vectors });
    await field.storeIndex(tenant);
    const instance = field.instance('chat');
    const before = staffEvent('POST /chat', tenant, field.webClientId, { body: { message: first?.question } });
    for (let turn = 0; turn < WARM_UP; turn++) await instance.invoke(before);
    const usual: Cost[] = [];
    for (let turn = 0; turn < WARM_UP; turn++) usual.push(await costOf(field, instance, before));
    const imported = await seedFaq(field.tables, tenant, { size: IMPORTED, from: SIZE, ...vectors });
    const last = imported.at(-1);
    if (!last) throw new Error('nothing was imported');
    const figures = figuresOf(usual, await follow(field, instance, tenant, last));
    await instance.close();
    const title = `Chats on a warm instance after an import of ${IMPORTED.toLocaleString('en')} entries, ${kind} vectors`;
    grown.push({ title, of: 'entries before', sizes: [{ size: SIZE, figures }] });
  }
  return grown;
};
