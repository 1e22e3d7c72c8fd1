import type { DocumentClient, Input } from '@frontdesk/aws/dynamodb';
import { pageRoom } from '@frontdesk/core/page-room';

type Item = Record<string, unknown>;

/** A query's items, page by page, or those after a key. */
export async function* queryPages(client: DocumentClient, input: Input<'Query'>, after?: Item): AsyncGenerator<Item[]> {
  let start = after;
  do {
    const page = await client.send('Query', { ...input, ExclusiveStartKey: start });
    yield page.Items ?? [];
    start = page.LastEvaluatedKey;
  } while (start);
}

/** Every item of a query, page after page, or those after a key. */
export async function* queryAll(client: DocumentClient, input: Input<'Query'>, after?: Item): AsyncGenerator<Item> {
  for await (const page of queryPages(client, input, after)) yield* page;
}

/**
 * The most that a page holds, as JSON. Lambda answers with 6 MB
 * (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html), and holds the body as a string, whose escapes can
 * make it twice as long.
 */
export const MAX_PAGE_BYTES = 2 * 1024 * 1024;

/**
 * The first `limit` items of a query, and whether there are more.
 * @param maxBytes of all of them, as JSON: large items make a page shorter, but never empty.
 */
export const queryUpTo = async (
  client: DocumentClient,
  input: Input<'Query'>,
  limit: number,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<{ items: Item[]; more: boolean }> => {
  const items: Item[] = [];
  const room = pageRoom(maxBytes);
  // One more than asked for tells whether a next page exists without an empty last page.
  for await (const item of queryAll(client, { ...input, Limit: limit + 1 })) {
    if (items.length === limit || !room.takes(item)) return { items, more: true };
    items.push(item);
  }
  return { items, more: false };
};
