import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';

type Item = Record<string, unknown>;

/** Every item of a query, page after page. */
export async function* queryAll(client: DynamoDBDocumentClient, input: QueryCommandInput): AsyncGenerator<Item> {
  let start: Item | undefined;
  do {
    const page = await client.send(new QueryCommand({ ...input, ExclusiveStartKey: start }));
    yield* page.Items ?? [];
    start = page.LastEvaluatedKey;
  } while (start);
}

const sizeOf = (item: Item): number => Buffer.byteLength(JSON.stringify(item));

/**
 * The first `limit` items of a query, and whether there are more.
 * @param maxBytes of all of them, as JSON: fewer are given where they are large, but never none.
 */
export const queryUpTo = async (
  client: DynamoDBDocumentClient,
  input: QueryCommandInput,
  limit: number,
  maxBytes?: number,
): Promise<{ items: Item[]; more: boolean }> => {
  const items: Item[] = [];
  let bytes = 0;
  // One more than asked for tells whether a next page exists without an empty last page.
  for await (const item of queryAll(client, { ...input, Limit: limit + 1 })) {
    if (maxBytes !== undefined) bytes += sizeOf(item);
    if (items.length === limit || (items.length > 0 && bytes > (maxBytes ?? bytes))) return { items, more: true };
    items.push(item);
  }
  return { items, more: false };
};
