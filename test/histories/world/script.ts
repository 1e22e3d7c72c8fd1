import { WANTS_PERSON } from '../doors/model-door';
import type { Random } from '../simulation/random';

/** What somebody does, and how many milliseconds after what they did before. */
export interface Act {
  readonly afterMs: number;
  readonly what:
    | { readonly do: 'say'; readonly text: string }
    | { readonly do: 'type' }
    | { readonly do: 'read' }
    | { readonly do: 'drop' }
    | { readonly do: 'take over' }
    | { readonly do: 'release' };
}

/** What an outside assistant says. */
export interface OutsideAct {
  readonly afterMs: number;
  readonly messageId: string;
  readonly text: string;
}

/** What everybody does in a run. */
export interface Script {
  readonly visitors: Readonly<Record<string, readonly Act[]>>;
  readonly staff: Readonly<Record<string, readonly Act[]>>;
  /** Of the staff, those who take the thread over when they see the assistant write. */
  readonly interrupting: readonly string[];
  readonly outside: readonly OutsideAct[];
}

const pauseBefore = (random: Random): number => random.pick([0, 0, 0, 100, 600, 2_000, 12_000]);

const acts = (random: Random, whats: readonly Act['what'][]): readonly Act[] =>
  whats.map((what) => ({ afterMs: pauseBefore(random), what }));

/** A visitor writes in bursts, and does other things between. */
const visitor = (random: Random, name: string): readonly Act[] => {
  const whats: Act['what'][] = [];
  const messages = random.between(1, 4);
  for (let n = 1; n <= messages; n += 1) {
    const wants = random.chance(0.15) ? ` ${WANTS_PERSON}` : '';
    whats.push({ do: 'say', text: `ask-${name}-${n}${wants}` });
    if (random.chance(0.2)) whats.push({ do: random.pick(['type', 'read', 'drop'] as const) });
  }
  return acts(random, whats);
};

const member = (random: Random, name: string, isOwner: boolean): readonly Act[] => {
  const whats: Act['what'][] = [];
  if (isOwner) whats.push({ do: 'take over' });
  if (random.chance(0.5)) whats.push({ do: 'say', text: `staff-${name}-1` });
  if (random.chance(0.3)) whats.push({ do: random.pick(['type', 'read', 'drop'] as const) });
  if (isOwner && random.chance(0.6)) whats.push({ do: 'release' });
  return acts(random, whats);
};

export const drawScript = (random: Random): Script => {
  const visitors = ['v1', ...(random.chance(0.5) ? ['v2'] : [])];
  const staff = ['s1', ...(random.chance(0.3) ? ['s2'] : [])];
  return {
    visitors: Object.fromEntries(visitors.map((name) => [name, visitor(random, name)])),
    staff: Object.fromEntries(staff.map((name) => [name, member(random, name, random.chance(0.6))])),
    interrupting: staff.filter(() => random.chance(0.25)),
    outside: random.chance(0.25) ? [{ afterMs: pauseBefore(random), messageId: 'outside-1', text: 'outside-1' }] : [],
  };
};
