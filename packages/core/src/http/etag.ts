import { Problem } from '../errors/problem';

/** What a resource says about its own state. */
export interface Versioned {
  /** Counts the resource's changes, from 1. */
  readonly version: number;
  /** ISO 8601. */
  readonly created_at: string;
}

type Headers = Readonly<Record<string, string | undefined>>;

/**
 * A strong entity tag (RFC 9110, section 8.8.3). A version alone is not enough: a resource that is deleted and created again
 * starts at 1 again, and a strong tag must never stand for two states.
 */
export const etagOf = ({ version, created_at }: Versioned): string =>
  `"${version}-${Date.parse(created_at).toString(36)}"`;

const tags = (list: string): string[] => [...list.matchAll(/(?:W\/)?"[^"]*"/g)].map(([tag]) => tag);

/** The headers of an answer that shows a resource. */
export const versionHeaders = (resource: Versioned): Readonly<Record<string, string>> => ({ etag: etagOf(resource) });

/**
 * Lets a write through only if its caller saw the current state. The write itself must be conditional on `current`, so
 * that what is checked here is still true when it commits.
 * Tags compare strongly: a weak one never matches (RFC 9110, section 13.1.1).
 * @throws Problem `precondition_failed` if the request has an `If-Match` that does not name `current`.
 */
export const requireMatch = (headers: Headers, current: Versioned): void => {
  const wanted = headers['if-match'];
  if (wanted === undefined || wanted.trim() === '*' || tags(wanted).includes(etagOf(current))) return;
  throw new Problem('precondition_failed', {
    detail: 'Somebody changed it since it was read. Read it again, and repeat the change with its new ETag.',
    headers: versionHeaders(current),
  });
};

/** Whether a read may be answered 304: `If-None-Match` names the tag. It compares weakly (RFC 9110, section 13.1.2). */
export const isKnown = (headers: Headers, etag: string): boolean => {
  const known = headers['if-none-match'];
  if (known === undefined) return false;
  return known.trim() === '*' || tags(known).some((tag) => tag.replace(/^W\//, '') === etag);
};
