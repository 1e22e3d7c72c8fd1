import type { FaqEntry } from '@frontdesk/tables';
import { staffEvent } from '../staff-event';
import { type Cost, costOf, figuresOf } from './cost';
import type { Field } from './field';
import type { Growth } from './growth-table';
import type { Instance } from './instance';
import { seedFaq } from './seed-faq';

const SIZES = [50, 500, 5_000, 40_000] as const;
/** What takes seconds is measured well enough once. */
const roundsOf = (size: number): number => (size > 10_000 ? 1 : 3);

/** In the order in which an instance lives through them. */
const MOMENTS = {
  cold: 'The first chat on a cold instance',
  warm: 'The next chat on it',
  edit: 'The edit of one entry',
  edited: 'The first chat on the warm instance after that edit',
} as const;
type Moment = keyof typeof MOMENTS;

interface Scene {
  readonly field: Field;
  readonly tenant: string;
  readonly entry: FaqEntry;
  readonly editor: Instance;
}

/** One round: a new instance answers, and answers again once an entry has changed. */
const live = async ({ field, tenant, entry, editor }: Scene): Promise<Record<Moment, Cost>> => {
  const instance = field.instance('chat');
  const event = (route: string, options: object): unknown => staffEvent(route, tenant, field.webClientId, options);
  const chat = (): Promise<Cost> => costOf(field, instance, event('POST /chat', { body: { message: entry.question } }));
  const { faq_id, question, tags } = entry;
  const body = { question, answer: `As of ${Date.now()}: ${entry.answer}`, tags };
  const cold = await chat();
  const warm = await chat();
  const edit = await costOf(field, editor, event('PUT /faq/{faq_id}', { params: { faq_id }, body }));
  const edited = await chat();
  await instance.close();
  return { cold, warm, edit, edited };
};

/** What a turn costs a business whose FAQ grows. */
export const faqGrowth = async (field: Field): Promise<Growth[]> => {
  const editor = field.instance('faq');
  const measured: { size: number; rounds: Record<Moment, Cost>[] }[] = [];
  for (const size of SIZES) {
    const tenant = `growth-faq-${size}`;
    const [entry] = await seedFaq(field.tables, tenant, { size });
    if (!entry) throw new Error(`${size} entries were to be made, not none`);
    const rounds: Record<Moment, Cost>[] = [];
    for (let round = 0; round < roundsOf(size); round++) rounds.push(await live({ field, tenant, entry, editor }));
    measured.push({ size, rounds });
  }
  return Object.entries(MOMENTS).map(([moment, title]) => ({
    title,
    of: 'entries',
    sizes: measured.map(({ size, rounds }) => ({
      size,
      figures: figuresOf(rounds.map((costs) => costs[moment as Moment])),
    })),
  }));
};
