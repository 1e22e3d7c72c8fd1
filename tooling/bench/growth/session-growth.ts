import { isoTime, systemClock } from '@frontdesk/core/time';
import type { Tables, Turn } from '@frontdesk/tables';
import { staffEvent } from '../staff-event';
import type { Field } from './field';
import type { Growth } from './growth-table';
import { repeated } from './repeated';

const SIZES = [50, 1_000, 10_000] as const;
const TENANT = 'growth-sessions';
const AT_ONCE = 50;
const ROUTE = 'GET /chat/sessions/{session_id}/messages';

/** A turn of ordinary length, the latest a second ago and each a second after the one before. */
const turnOf = (sessionId: string, contact: string, number: number, of: number): Turn => ({
  message_id: `m-${number}`,
  session_id: sessionId,
  contact,
  ts: isoTime(systemClock.now() - (of - number) * 1_000),
  message: `This is my question number ${number}: could I come an hour earlier on Thursday, and bring my son along?`,
  reply:
    'We open at nine on Thursdays, and children are welcome. Please ring us if you would rather come on another day.',
  model: 'offline',
  sources: [{ faq_id: 'opening-hours', question: 'When are you open?', score: 0.71 }],
  handoff: false,
  unanswered: false,
  language: 'en',
  usage: { input_tokens: 812, output_tokens: 31 },
});

/** The first turn begins the session; the others find it, so that nothing but they themselves is written. */
const seedSession = async (tables: Tables, sessionId: string, size: number): Promise<void> => {
  const { logs, commit } = tables.forTenant(TENANT);
  const { contact } = await logs.history({ sessionId, limit: 1 });
  const turns = Array.from({ length: size }, (_, number) => turnOf(sessionId, contact, number, size));
  const [first, ...rest] = turns;
  if (first) await commit(logs.recordTurn(first, undefined, undefined));
  const session = await logs.session(sessionId);
  for (let at = 0; at < rest.length; at += AT_ONCE) {
    const batch = rest.slice(at, at + AT_ONCE);
    await commit(batch.flatMap((turn) => logs.recordTurn(turn, session, undefined)));
  }
};

/** What the first page of a session costs when the session grows. */
export const sessionGrowth = async (field: Field): Promise<Growth[]> => {
  const nameOf = (size: number): string => `session-of-${size}`;
  for (const size of SIZES) await seedSession(field.tables, nameOf(size), size);
  const sizes = await repeated(field, field.instance('chat'), SIZES, (size) => {
    const params = { session_id: nameOf(size) };
    return staffEvent(ROUTE, TENANT, field.webClientId, { params, query: { limit: '50' } });
  });
  return [{ title: `${ROUTE}?limit=50`, of: 'turns', sizes }];
};
