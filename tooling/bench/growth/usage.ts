/** A request to DynamoDB and its answer, as it came. */
export interface Exchange {
  readonly operation: string;
  readonly chunks: readonly Buffer[];
}

/** What was used of DynamoDB. */
export interface Usage {
  /** Round trips, each page of a query by itself. */
  readonly requests: number;
  /** Capacity units: 4 KB read consistently, 1 KB written, twice that in a transaction. */
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Of the answers. */
  readonly bytes: number;
  /** Requests that read from each table, by its name. */
  readonly readsOf: ReadonlyMap<string, number>;
}

interface Consumed {
  readonly TableName: string;
  readonly CapacityUnits: number;
}

const READS = new Set(['GetItem', 'BatchGetItem', 'TransactGetItems', 'Query', 'Scan']);

const consumedIn = (answer: Buffer): readonly Consumed[] => {
  const { ConsumedCapacity = [] } = JSON.parse(answer.toString()) as { ConsumedCapacity?: Consumed | Consumed[] };
  return Array.isArray(ConsumedCapacity) ? ConsumedCapacity : [ConsumedCapacity];
};

/** Adds up what requests used. A refused one has used nothing that its answer tells. */
export const usageOf = (exchanges: readonly Exchange[]): Usage => {
  let [readUnits, writeUnits, bytes] = [0, 0, 0];
  const readsOf = new Map<string, number>();
  for (const { operation, chunks } of exchanges) {
    const answer = Buffer.concat(chunks);
    bytes += answer.length;
    for (const { TableName, CapacityUnits } of consumedIn(answer)) {
      if (!READS.has(operation)) writeUnits += CapacityUnits;
      else {
        readUnits += CapacityUnits;
        readsOf.set(TableName, (readsOf.get(TableName) ?? 0) + 1);
      }
    }
  }
  return { requests: exchanges.length, readUnits, writeUnits, bytes, readsOf };
};
