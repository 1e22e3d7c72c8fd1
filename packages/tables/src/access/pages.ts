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

/** The first `limit` items of a query, and whether there are more. */
export const queryUpTo = async (
  client: DynamoDBDocumentClient,
  input: QueryCommandInput,
  limit: number,
): Promise<{ items: Item[]; more: boolean }> => {
  const items: Item[] = [];
  // One more than asked for tells whether a next page exists without an empty last page.
  for await (const item of queryAll(client, { ...input, Limit: limit + 1 })) {
    if (items.length === limit) return { items, more: true };
    items.push(item);
  }
  return { items, more: false };
};
