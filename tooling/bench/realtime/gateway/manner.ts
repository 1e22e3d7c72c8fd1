import { createHash } from 'node:crypto';

/** How a connection of the stand-in takes frames. It is told by how the connection's id begins. */
export const MANNERS = ['well', 'slowly', 'never', 'gone', 'throttled'] as const;
export type Manner = (typeof MANNERS)[number];

/** API Gateway gives ids at random, so no two connections of a kind are neighbours in the table. */
export const connectionId = (manner: Manner, name: string): string =>
  `${createHash('sha256').update(name).digest('hex').slice(0, 8)}.${manner}.${name}=`;

export const mannerOf = (id: string): Manner =>
  MANNERS.find((manner) => id.slice(8).startsWith(`.${manner}.`)) ?? 'well';
