import * as z from 'zod/mini';
import { fieldsRule } from '../http/fields-rule';

const language = z.string().check(z.regex(/^[a-z]{2}$/, 'must be a two-letter language code'));
const timeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be HH:MM'));
const timeZone = z.string().check(
  z.refine((name) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
    } catch {
      return false;
    }
  }, 'must be an IANA time zone'),
);
/** The models a tenant may list, in the order in which they are tried. */
export const MODEL_PROVIDERS = ['openai', 'bedrock', 'offline'] as const;

/** An object's schema, with its fields: one that leaves out what it does not know, or one that refuses it. */
type ObjectOf = typeof z.strictObject;

/** Every field has a default: a tenant without settings is active with all of them. */
const settingsOf = (object: ObjectOf, zone: typeof timeZone) => {
  const day = z.optional(
    z
      .array(
        object({ from: timeOfDay, to: timeOfDay }).check(
          fieldsRule<{ from: string; to: string }>(['from', 'to'], ({ from, to }) => from < to, {
            path: 'to',
            message: 'must be after from',
          }),
        ),
      )
      .check(z.maxLength(4)),
  );
  return object({
    status: z._default(z.enum(['active', 'suspended']), 'active'),
    display_name: z._default(z.string().check(z.maxLength(200)), ''),
    /** Tried in order; the next one starts when one fails or is slow. */
    models: z._default(z.array(z.enum(MODEL_PROVIDERS)).check(z.minLength(1), z.maxLength(3)), ['openai', 'offline']),
    temperature: z._default(z.number().check(z.gte(0), z.lte(2)), 0.2),
    /** The first is the one used where the customer's own cannot be told. */
    languages: z._default(z.array(language).check(z.minLength(1), z.maxLength(8)), ['en']),
    /** Days after which turns and calls expire; null keeps them. */
    retention_days: z._default(z.nullable(z.int().check(z.gte(1), z.lte(3650))), null),
    /** Accepted and shown; of these only `requests_per_minute` is enforced as yet. */
    limits: z._default(
      object({
        messages_per_day: z._default(z.int().check(z.gte(0)), 10_000),
        tokens_per_day: z._default(z.int().check(z.gte(0)), 20_000_000),
        requests_per_minute: z._default(z.int().check(z.gte(1)), 600),
      }),
      { messages_per_day: 10_000, tokens_per_day: 20_000_000, requests_per_minute: 600 },
    ),
    time_zone: z._default(zone, 'UTC'),
    /** By weekday; a day left out is closed. Null: always open. */
    opening_hours: z._default(
      z.nullable(object({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day })),
      null,
    ),
    public_chat: z._default(z.boolean(), false),
    chatbase_assistant_id: z._default(z.nullable(z.string().check(z.minLength(1), z.maxLength(128))), null),
  });
};

/**
 * A tenant's settings as they are read back. A field that this code does not know was stored by newer code, before a rollback:
 * it is left out, since refusing it would refuse every request of the tenant's. Whether the time zone exists was checked when
 * the settings were written: to ask, Node loads ICU, 15 ms of a cold start.
 */
export const storedSettings = settingsOf(z.object, z.string());

/** A tenant's settings as they are written: with no field that is not known. */
export const tenantSettings = settingsOf(z.strictObject, timeZone);

export type TenantSettings = z.output<typeof storedSettings>;

/** What a tenant that never set anything has. */
export const defaultSettings = (): TenantSettings => storedSettings.parse({});
