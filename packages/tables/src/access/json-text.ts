import { parseJson, stringifyJson } from '@frontdesk/core/json';

/**
 * What a caller may fill as it likes, as an item holds it: its JSON. DynamoDB's maps hold less than JSON does, and what they
 * cannot hold is refused when it is written, with no answer but an error of ours.
 */
export const jsonText = (value: object): string => stringifyJson(value);

/** Reads what `jsonText` wrote, or a map: the form in which items written before it have theirs. */
export const readJsonText = <T>(stored: unknown): T => (typeof stored === 'string' ? parseJson(stored) : stored) as T;
