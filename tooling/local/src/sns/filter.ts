import type { FilterPolicy } from '@frontdesk/core/declare';
import type { MessageAttribute, MessageAttributes } from '../sqs/message';

export type { FilterPolicy };

const listIn = (text: string): unknown[] => {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
};

/** The strings that an attribute offers to a policy: for a `String.Array`, each of its elements. */
const offered = ({ DataType, StringValue = '' }: MessageAttribute): readonly unknown[] => {
  if (DataType === 'String.Array') return listIn(StringValue);
  return DataType.startsWith('String') ? [StringValue] : [];
};

/**
 * Whether a message has one of the policy's values for each attribute that the policy names
 * (https://docs.aws.amazon.com/sns/latest/dg/and-or-logic.html). Without a policy every message is taken.
 */
export const accepts = (policy: FilterPolicy | null, attributes: MessageAttributes): boolean =>
  Object.entries(policy ?? {}).every(([name, values]) => {
    const attribute = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    return attribute !== undefined && offered(attribute).some((value) => values.includes(value as string));
  });
