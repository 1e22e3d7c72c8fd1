import { alertedOnce } from './alerted-once';
import { draftsEnd } from './drafts-end';
import { everythingAnswered } from './everything-answered';
import type { Check, Evidence } from './evidence';
import { nothingUnhandled } from './nothing-unhandled';
import { oneOrder } from './one-order';
import { oneOwner } from './one-owner';
import { oneReply } from './one-reply';
import { oneWriter } from './one-writer';
import { reachesEverybody } from './reaches-everybody';
import { silentAfterTakeover } from './silent-after-takeover';
import { storedOnce } from './stored-once';

export type { Check, Evidence } from './evidence';

export const CHECKS: readonly Check[] = [
  storedOnce,
  oneOrder,
  reachesEverybody,
  oneReply,
  everythingAnswered,
  silentAfterTakeover,
  oneOwner,
  oneWriter,
  draftsEnd,
  alertedOnce,
  nothingUnhandled,
];

/** A guarantee that did not hold, and what shows it. */
export interface Violation {
  readonly promise: string;
  readonly what: readonly string[];
}

export const violationsOf = (evidence: Evidence): Violation[] =>
  CHECKS.map(({ promise, against }) => ({ promise, what: against(evidence) })).filter(({ what }) => what.length > 0);
