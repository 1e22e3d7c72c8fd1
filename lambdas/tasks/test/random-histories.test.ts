import { assertProperty } from '@frontdesk/testkit/assert-property';
import { timeFor } from '@frontdesk/testkit/randomness';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import fc from 'fast-check';
import { bookAsBefore, type Held, overlapping, stored } from './history';
import { type Fate, mortalTables } from './mortal-tables';
import { type TasksApi, tasksApi, unlimited } from './support';

jest.setTimeout(timeFor(60_000));

const CLIENTS = 20;
const START = Date.UTC(2026, 0, 16);
const HALF_HOUR = 1_800_000;

let store: TestTables;
beforeAll(async () => {
  store = await startTestTables();
});
afterAll(() => store.close());

interface Slot {
  readonly resource: string;
  readonly from: number;
  readonly to: number;
}

/** Reservations that every client changes. No client knows their outcome; they too must not overlap or leave traces. */
const SHARED = ['shared-1', 'shared-2', 'shared-3'];

type Step =
  | { readonly do: 'book'; readonly slot: Slot }
  | { readonly do: 'move'; readonly which: number; readonly slot: Slot }
  | { readonly do: 'cancel' | 'delete' | 'revive' | 'note'; readonly which: number }
  | { readonly do: 'meddle'; readonly name: string; readonly slot: Slot; readonly cancelled: boolean };

type OwnStep = Exclude<Step, { do: 'meddle' }>;

interface Client {
  readonly steps: readonly Step[];
  /** At which of its commits its process ends. */
  readonly death: Fate | null;
}

const slot = fc
  .record({
    resource: fc.constantFrom('chair', 'room'),
    first: fc.nat({ max: 60 }),
    // Mostly short; some run past one midnight or two.
    length: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.integer({ min: 5, max: 70 })),
  })
  .map(({ resource, first, length }) => ({
    resource,
    from: START + first * HALF_HOUR,
    to: START + (first + length) * HALF_HOUR,
  }));
const which = fc.nat({ max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('book' as const), slot }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('move' as const), which, slot }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('cancel', 'delete', 'revive', 'note' as const), which }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('meddle' as const),
      name: fc.constantFrom(...SHARED),
      slot,
      cancelled: fc.boolean(),
    }),
  },
);
const client: fc.Arbitrary<Client> = fc.record({
  steps: fc.array(step, { minLength: 2, maxLength: 8 }),
  death: fc.option(
    fc.record({
      commit: fc.integer({ min: 1, max: 4 }),
      when: fc.constantFrom('before' as const, 'after' as const),
      how: fc.constant('fails' as const),
    }),
    { freq: 3 },
  ),
});

/** A hold, and when it may have existed: from the start of the request that made it to the end of the one ending it. */
interface Episode extends Held {
  readonly since: number;
  until: number;
}

interface Refusal {
  readonly began: number;
  readonly ended: number;
  readonly conflicts: readonly { name: string; starts_at: string; ends_at: string }[];
}

interface Own {
  readonly name: string;
  episode: Episode | undefined;
  slot: Slot;
}

const iso = (ms: number): string => new Date(ms).toISOString();
const timesOf = ({ resource, from, to }: Slot) => ({ resource, starts_at: iso(from), ends_at: iso(to) });

/** One run: all clients at once, each with its own reservations, all wanting the same times of the same resources. */
class History {
  #tick = 0;
  readonly episodes: Episode[] = [];
  readonly refusals: Refusal[] = [];
  /** What must be stored in the end, by name: any one of these, where a process's death left it open. */
  readonly final = new Map<string, readonly (Slot | undefined)[]>();
  readonly unexpected: unknown[] = [];

  constructor(readonly tenant: string) {}

  now(): number {
    this.#tick += 1;
    return this.#tick;
  }

  begin(name: string, at: Slot, since: number): Episode {
    const episode = { ...at, name, since, until: Number.POSITIVE_INFINITY };
    this.episodes.push(episode);
    return episode;
  }

  async run({ steps, death }: Client, id: number): Promise<void> {
    const api = tasksApi(store, mortalTables(store, death).tables, unlimited);
    const own: Own[] = [];
    for (const [index, next] of steps.entries()) {
      if (next.do === 'meddle') {
        if (!(await this.#meddle(api, next))) return;
        continue;
      }
      const task = next.do === 'book' ? undefined : own[next.which % Math.max(1, own.length)];
      if (next.do !== 'book' && !task) continue;
      if (!(await this.#step(api, next, task, own, `${id}-${index}`))) return;
    }
  }

  async #meddle(api: TasksApi, { name, slot, cancelled }: Extract<Step, { do: 'meddle' }>): Promise<boolean> {
    const body = { kind: 'reservation', status: cancelled ? 'cancelled' : 'confirmed', ...timesOf(slot) };
    const answer = await api(`PUT /tasks/${name}`, { tenant: this.tenant, body });
    if (![200, 409, 500].includes(answer.status)) this.unexpected.push(answer);
    return answer.status !== 500;
  }

  /** @returns whether the client lives on. */
  async #step(api: TasksApi, next: OwnStep, task: Own | undefined, own: Own[], newName: string): Promise<boolean> {
    const name = task?.name ?? newName;
    const before = task?.episode;
    const slot = 'slot' in next ? next.slot : (task?.slot as Slot);
    const holds = next.do === 'book' || next.do === 'move' || next.do === 'revive' || (next.do === 'note' && before);
    const after = next.do === 'move' && !before ? undefined : holds ? slot : undefined;
    const moves =
      after && (before?.resource !== after.resource || before.from !== after.from || before.to !== after.to);
    const began = this.now();
    // Noted before the request: it may take effect, and be seen by others, before it is answered.
    const episode = after && (moves ? this.begin(name, after, began) : before);
    const { status, body } = await this.#send(api, next, name);
    const ended = this.now();

    const done = status === 200 || status === 201 || status === 204;
    if (done) {
      if (before && before !== episode) before.until = ended;
      this.final.set(name, [after]);
      if (next.do === 'book') own.push({ name, episode, slot });
      else if (task) Object.assign(task, { episode, slot });
      if (next.do === 'delete') own.splice(own.indexOf(task as Own), 1);
      return true;
    }
    if (status === 409 && body.code === 'slot_taken') {
      if (episode && episode !== before) this.episodes.splice(this.episodes.indexOf(episode), 1);
      this.refusals.push({ began, ended, conflicts: body.conflicts });
      return true;
    }
    // Killed: the last step has taken effect or not.
    this.final.set(name, [before, after]);
    if (status !== 500) this.unexpected.push({ status, body, next });
    return false;
  }

  #send(api: TasksApi, next: OwnStep, name: string) {
    const { tenant } = this;
    const target = `/tasks/${name}`;
    switch (next.do) {
      case 'book':
        return api('POST /tasks', { tenant, body: { kind: 'reservation', name, ...timesOf(next.slot) } });
      case 'move':
        return api(`PATCH ${target}`, { tenant, body: timesOf(next.slot) });
      case 'cancel':
        return api(`PATCH ${target}`, { tenant, body: { status: 'cancelled' } });
      case 'revive':
        return api(`PATCH ${target}`, { tenant, body: { status: 'confirmed' } });
      case 'note':
        return api(`PATCH ${target}`, { tenant, body: { notes: 'x' } });
      case 'delete':
        return api(`DELETE ${target}`, { tenant });
    }
  }

  /** Conflicts that were named although nothing like them can have existed while the request was under way. */
  falseConflicts(): unknown[] {
    return this.refusals.flatMap(({ began, ended, conflicts }) =>
      conflicts.filter(
        ({ name, starts_at, ends_at }) =>
          !SHARED.includes(name) &&
          !this.episodes.some(
            (episode) =>
              episode.name === name &&
              iso(episode.from) === starts_at &&
              iso(episode.to) === ends_at &&
              episode.since <= ended &&
              episode.until >= began,
          ),
      ),
    );
  }

  /** Acknowledged reservations that are not stored as they were acknowledged. */
  lost(held: readonly Held[]): unknown[] {
    const found = new Map(held.map((each) => [each.name, timesOf(each)]));
    return [...this.final].filter(
      ([name, options]) =>
        !options.some((option) => JSON.stringify(option && timesOf(option)) === JSON.stringify(found.get(name))),
    );
  }
}

test(`${CLIENTS} clients that book, move, cancel, delete and die at random: nothing overlaps, is orphaned or lost, and no refusal is false`, async () => {
  let runs = 0;
  await assertProperty(
    fc.asyncProperty(fc.array(client, { minLength: CLIENTS, maxLength: CLIENTS }), async (clients) => {
      runs += 1;
      const history = new History(`history-${runs}`);
      // An older version booked them, one after the other, in the midst of the times that the clients want.
      for (const [i, name] of SHARED.entries()) {
        const from = START + (20 + 9 * i) * HALF_HOUR;
        await bookAsBefore(store, history.tenant, { name, resource: 'chair', from, to: from + 7 * HALF_HOUR });
      }
      await Promise.all(clients.map((each, id) => history.run(each, id)));
      const { held, expected, found } = await stored(store, history.tenant);
      expect(history.unexpected).toEqual([]);
      expect(overlapping(held)).toEqual([]);
      expect(found).toEqual(expected);
      expect(history.lost(held)).toEqual([]);
      expect(history.falseConflicts()).toEqual([]);
    }),
    // A history is what happened this time: another run would give a different one.
    { numRuns: 10, endOnFailure: true },
  );
});
