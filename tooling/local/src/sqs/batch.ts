import { AwsError } from '../endpoint/aws-error';
import { emptyBatch, repeatedId, tooManyEntries } from './errors';

const MAX_ENTRIES = 10;

interface Entry {
  readonly Id: string;
}

export interface BatchAnswer {
  readonly Successful: readonly object[];
  readonly Failed: readonly object[];
}

/** Refuses a batch as a whole. @throws AwsError */
export const checkBatch = (entries: readonly Entry[], kind: string): void => {
  if (entries.length === 0) throw emptyBatch(kind);
  if (entries.length > MAX_ENTRIES) throw tooManyEntries(entries.length);
  const ids = entries.map(({ Id }) => Id);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined) throw repeatedId(repeated);
};

/** How an entry that fails is reported. The rest of the batch is still done. */
export const failedEntry = (Id: string, error: unknown): object => {
  if (!(error instanceof AwsError)) throw error;
  const code = error.type.slice(error.type.indexOf('#') + 1);
  return { Id, SenderFault: error.status < 500, Code: code, Message: error.message };
};

/** Does the work of each entry separately. @throws whatever is not a refusal. */
export const eachEntry = async <E extends Entry>(
  entries: readonly E[],
  work: (entry: E) => Promise<unknown>,
): Promise<BatchAnswer> => {
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      await work(entry);
      Successful.push({ Id: entry.Id });
    } catch (error) {
      Failed.push(failedEntry(entry.Id, error));
    }
  }
  return { Successful, Failed };
};
