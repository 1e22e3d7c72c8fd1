import * as z from 'zod/mini';
import { JsonNumber, type JsonObject, jsonBytes } from './json';

const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber);

/**
 * A JSON object with any fields, which comes out as it went in: zod's records and loose objects are copies, without a field
 * `__proto__`. It may hold a `JsonNumber`, so it is written with `stringifyJson`. It is stored in DynamoDB as that text, because
 * DynamoDB's maps hold no number of more than 38 digits and at most 32 levels, and its SDK does not take a field `constructor`
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html).
 * @param maxBytes of its JSON.
 */
export const jsonObject = (maxBytes: number) =>
  z
    .custom<JsonObject>(isJsonObject, 'must be an object')
    .check(z.refine((value) => jsonBytes(value) <= maxBytes, `must be at most ${maxBytes} bytes of JSON`))
    .register(z.globalRegistry, { type: 'object', additionalProperties: true });
