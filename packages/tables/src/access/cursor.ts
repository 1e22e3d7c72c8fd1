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

/** What a cursor belongs to: the tenant, the list, and whatever narrows the list. */
export type CursorScope = readonly (string | number | undefined)[];

const seal = (scope: CursorScope): string =>
  createHash('sha256').update(JSON.stringify(scope)).digest('base64url').slice(0, 16);

/** The one refusal of a cursor, whatever is wrong with it. */
export const foreignCursor = (): Problem =>
  new Problem('invalid_cursor', {
    detail: 'A cursor is of use only with the list, the filters and the tenant that it came from.',
    errors: [{ location: 'query.cursor', message: 'is not a cursor of this list' }],
  });

/**
 * Makes a cursor of the sort key after which the next page begins. It holds no partition key: the reader's own tenant is
 * put in again when it is read, so that not even a forged one leads elsewhere.
 */
export const encodeCursor = (after: string, scope: CursorScope): string =>
  Buffer.from(JSON.stringify([seal(scope), after])).toString('base64url');

/**
 * The position in a cursor. The seal is no signature: anybody can make a cursor, so its position is as good as any text.
 * @param isPosition whether a position may be asked of the list: DynamoDB refuses one beyond the list's range, or too long.
 * @throws Problem `invalid_cursor` for one of another list, other filters or another tenant, or for no position of the list.
 */
export const decodeCursor = (
  cursor: string,
  scope: CursorScope,
  isPosition: (after: string) => boolean = () => true,
): string => {
  try {
    const [seen, after] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
    // Half of a surrogate pair, which JSON can spell, is no text that DynamoDB could compare with.
    const isText = typeof after === 'string' && after !== '' && after.isWellFormed();
    if (seen === seal(scope) && isText && isPosition(after)) return after;
  } catch {
    // Falls through to the one refusal.
  }
  throw foreignCursor();
};
