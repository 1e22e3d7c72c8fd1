import { fitting } from '@frontdesk/core/page-room';
import type { Page, PageRequest } from '@frontdesk/tables';

/**
 * Lambda's answers are at most 6 MB (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). The rest is
 * kept for the headers, and for entries that grow between two reads.
 */
const MAX_ANSWER_BYTES = 5_000_000;

/** The body is JSON within the JSON that Lambda hands to API Gateway: a quotation mark takes four bytes there. */
const answeredBytes = (item: unknown): number => Buffer.byteLength(JSON.stringify(JSON.stringify(item)));

/** A page of a list, or as much of it as fits into Lambda's answer; its cursor then leads to the rest. */
export const fittingPage = async <T>(
  list: (request: PageRequest) => Promise<Page<T>>,
  request: PageRequest,
): Promise<Page<T>> => {
  const page = await list(request);
  const { length } = fitting(page.items, MAX_ANSWER_BYTES, answeredBytes);
  return length === page.items.length ? page : list({ ...request, limit: length });
};
