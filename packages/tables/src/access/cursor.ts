import { createHash } from 'node:crypto';
import { Problem } from '@frontdesk/core/errors';

/** A page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** `null` on the last page. */
  readonly nextCursor: string | null;
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
}

/** What a cursor belongs to: the tenant, the list and its filters. */
export type CursorScope = readonly (string | number | undefined)[];

const seal = (scope: CursorScope): string =>
  createHash('sha256').update(JSON.stringify(scope)).digest('base64url').slice(0, 16);

/** The one refusal of a cursor, whatever is wrong with it. */
export const foreignCursor = (): Problem =>
  new Problem('invalid_cursor', {
    detail: 'A cursor works only with the list, the filters and the tenant that it came from.',
    errors: [{ location: 'query.cursor', message: 'is not a cursor of this list' }],
  });

/**
 * Makes a cursor from the sort key after which the next page begins. It holds no partition key: the reader's own tenant is
 * added when it is read, so not even a forged cursor leads to another tenant.
 */
export const encodeCursor = (after: string, scope: CursorScope): string =>
  Buffer.from(JSON.stringify([seal(scope), after])).toString('base64url');

/**
 * The position in a cursor. The seal is not a signature: anybody can make a cursor, so its position may be any text.
 * @param isPosition whether the list can have such a position: DynamoDB refuses one that is out of range or too long.
 * @throws Problem `invalid_cursor` for a cursor of another list, filter or tenant, or for a position the list cannot have.
 */
export const decodeCursor = (
  cursor: string,
  scope: CursorScope,
  isPosition: (after: string) => boolean = () => true,
): string => {
  try {
    const [seen, after] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
    // JSON can write half of a surrogate pair, but DynamoDB cannot compare with it.
    const isText = typeof after === 'string' && after !== '' && after.isWellFormed();
    if (seen === seal(scope) && isText && isPosition(after)) return after;
  } catch {
    // Falls through to the one refusal.
  }
  throw foreignCursor();
};
