import { jsonText, readJsonText } from '../access/json-text';
import { listedRange } from './contact';
import type { Turn } from './turn';

/** A turn as the table holds it, without its key. */
export const turnItem = ({ metadata, ...turn }: Turn): Record<string, unknown> => ({
  kind: 'turn',
  ...turn,
  ...(metadata && { metadata: jsonText(metadata) }),
});

export const turnOf = (item: Record<string, unknown>): Turn => {
  const { client_id: _tenant, sk: _key, kind: _kind, expires_at: _expiry, metadata, ...turn } = item;
  return { ...turn, ...(metadata !== undefined && { metadata: readJsonText(metadata) }) } as unknown as Turn;
};

/** The part of a key that orders the entries of one contact, and of several contacts together. */
export const positionOf = (turn: Turn): string => `${turn.ts}#${turn.message_id}`;

/** A turn's place in its session's list. */
export const listedKey = (turn: Turn): string => listedRange(turn.session_id) + positionOf(turn);

/** Whether a text, such as a cursor's, may be a turn's position. */
export const isPosition = (text: string): boolean => /^[\dTZ:.-]{24}#[\w-]{1,64}$/.test(text);
