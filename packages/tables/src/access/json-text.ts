import { parseJson, stringifyJson } from '@frontdesk/core/json';

/**
 * Free-form JSON is stored in an item as text. DynamoDB's maps cannot hold all of JSON, and would refuse the rest when it is
 * written, which could only be answered as an internal error.
 */
export const jsonText = (value: object): string => stringifyJson(value);

/** Reads what `jsonText` wrote, or a map, which is how older items hold it. */
export const readJsonText = <T>(stored: unknown): T => (typeof stored === 'string' ? parseJson(stored) : stored) as T;
