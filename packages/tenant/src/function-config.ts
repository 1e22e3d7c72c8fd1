import { type JsonObject, jsonBytes, jsonObject } from '@frontdesk/core/json';
import { visible } from '@frontdesk/core/text';
import * as z from 'zod/mini';

/** The tools that a tenant may switch on. */
export const BUILT_IN_TOOLS = [
  'find_faq',
  'check_availability',
  'create_reservation',
  'change_reservation',
  'cancel_reservation',
  'create_task',
  'hand_off',
] as const;

const toolName = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be 1 to 64 of a-z, 0-9 and _, starting with a letter'));

const httpsUrl = z.string().check(
  z.maxLength(2_048),
  z.refine<string>((text) => {
    try {
      const url = new URL(text);
      return url.protocol === 'https:' && url.username === '' && url.password === '' && url.hash === '';
    } catch {
      return false;
    }
  }, 'must be an https URL without a user, a password or a fragment'),
);

const MAX_PARAMETERS_BYTES = 16 * 1024;

/** For all of them together: numbers may be written longer than they were sent, and a DynamoDB item holds at most 400 KB. */
const MAX_WEBHOOKS_BYTES = 256 * 1024;

/** A JSON Schema of an object: it describes the arguments of a tool. */
const parameters = jsonObject(MAX_PARAMETERS_BYTES)
  .check(z.refine((schema: JsonObject) => schema.type === 'object', { path: ['type'], message: 'must be object' }))
  .register(z.globalRegistry, {
    type: 'object',
    properties: { type: { const: 'object' } },
    required: ['type'],
    additionalProperties: true,
  });

/** A tool of the tenant's own, called over HTTPS. */
const webhook = z.strictObject({
  name: toolName,
  description: z.string().check(z.trim(), ...visible, z.maxLength(1_024)),
  url: httpsUrl,
  parameters,
  timeout_ms: z._default(z.int().check(z.gte(100), z.lte(10_000)), 5_000),
});

const distinct = <T>(nameOf: (item: T) => string) =>
  z.refine<T[]>((items) => new Set(items.map(nameOf)).size === items.length, 'must not name one twice');

/**
 * What the assistant may do for a tenant besides talking. It cannot do anything else, whatever a text asks of it.
 */
export const functionConfig = z.strictObject({
  tools: z._default(
    z.array(z.enum(BUILT_IN_TOOLS)).check(distinct<(typeof BUILT_IN_TOOLS)[number]>((name) => name)),
    [],
  ),
  webhooks: z._default(
    z.array(webhook).check(
      z.maxLength(16),
      distinct<{ name: string }>(({ name }) => name),
      z.refine(
        (webhooks) => jsonBytes(webhooks) <= MAX_WEBHOOKS_BYTES,
        `must be at most ${MAX_WEBHOOKS_BYTES} bytes of JSON`,
      ),
    ),
    [],
  ),
});

export type FunctionConfig = z.output<typeof functionConfig>;
