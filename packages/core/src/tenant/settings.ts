import * as z from 'zod/mini';

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
const opening = z
  .strictObject({ from: timeOfDay, to: timeOfDay })
  .check(z.refine(({ from, to }) => from < to, 'must close after it opens'));
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** The models a tenant may list, in the order in which they are tried. */
export const MODEL_PROVIDERS = ['openai', 'bedrock', 'offline'] as const;

/**
 * A tenant's settings as they are read back. Every field has a default: a tenant without settings is active with all of them.
 * Whether the time zone exists was checked when they were written: to ask, Node loads ICU, 15 ms of a cold start.
 */
export const storedSettings = z.strictObject({
  status: z._default(z.enum(['active', 'suspended']), 'active'),
  display_name: z._default(z.string().check(z.maxLength(200)), ''),
  /** Tried in order; the next one starts when one fails or is slow. */
  models: z._default(z.array(z.enum(MODEL_PROVIDERS)).check(z.minLength(1), z.maxLength(3)), ['openai', 'offline']),
  temperature: z._default(z.number().check(z.gte(0), z.lte(2)), 0.2),
  /** The first is the one used where the customer's own cannot be told. */
  languages: z._default(z.array(language).check(z.minLength(1), z.maxLength(8)), ['en']),
  /** Days after which turns and calls expire; null keeps them. */
  retention_days: z._default(z.nullable(z.int().check(z.gte(1), z.lte(3650))), null),
  limits: z._default(
    z.strictObject({
      messages_per_day: z._default(z.int().check(z.gte(0)), 10_000),
      tokens_per_day: z._default(z.int().check(z.gte(0)), 20_000_000),
      requests_per_minute: z._default(z.int().check(z.gte(1)), 600),
    }),
    { messages_per_day: 10_000, tokens_per_day: 20_000_000, requests_per_minute: 600 },
  ),
  time_zone: z._default(z.string(), 'UTC'),
  /** By weekday; a day left out is closed. Null: always open. */
  opening_hours: z._default(
    z.nullable(z.partialRecord(z.enum(WEEKDAYS), z.array(opening).check(z.maxLength(4)))),
    null,
  ),
  public_chat: z._default(z.boolean(), false),
  chatbase_assistant_id: z._default(z.nullable(z.string().check(z.minLength(1), z.maxLength(128))), null),
});

/** A tenant's settings as they are written. */
export const tenantSettings = z.extend(storedSettings, { time_zone: z._default(timeZone, 'UTC') });

export type TenantSettings = z.output<typeof storedSettings>;

/** What a tenant that never set anything has. */
export const defaultSettings = (): TenantSettings => storedSettings.parse({});
