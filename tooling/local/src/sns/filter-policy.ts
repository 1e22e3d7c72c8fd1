import type { FilterPolicy } from '@frontdesk/core/declare';
import * as z from 'zod/mini';
import { invalidParameter } from './errors';

const schema = z.record(z.string(), z.array(z.string()));

/**
 * A filter policy as calls give it. Of SNS's operators, the local stack has the one that declarations use: a list of strings.
 * @throws AwsError
 */
export const filterPolicy = (text: string): FilterPolicy => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalidParameter('FilterPolicy: failed to parse JSON');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    throw invalidParameter('FilterPolicy: the local stack matches lists of strings, and nothing else');
  return parsed.data;
};
