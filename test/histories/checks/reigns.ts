import type { History, Recorded } from '../history';

/** Milliseconds for which an owner who does nothing is still the owner. */
const ABSENCE_MS = 10 * 60_000;

/** A time for which somebody owned the thread for certain: from the answer that told them so to what may have ended it. */
export interface Reign {
  readonly by: string;
  readonly from: Recorded<'granted'>;
  /** At the earliest. */
  readonly until: { readonly step: number; readonly at: number };
}

/**
 * What staff could know of who owned the thread. It begins with an answer and ends when the owner asks to give the thread back.
 * Whoever had asked for that before may be given the thread and lose it again at any time, so nothing is certain then.
 */
export const reignsOf = (history: History): Reign[] => {
  const asked = history.all('asked');
  const releases = asked.filter((each) => each.for === 'release');
  return history
    .all('granted')
    .filter((granted) => granted.for === 'takeover')
    .filter((granted) => !releases.some(({ by, step }) => by === granted.by && step < granted.step))
    .map((from) => {
      const end = releases.find(({ by }) => by === from.by);
      const first = asked.find(({ by, for: what }) => by === from.by && what === 'takeover');
      const at = (first?.at ?? from.at) + ABSENCE_MS;
      return { by: from.by, from, until: { step: end?.step ?? Number.POSITIVE_INFINITY, at } };
    });
};
