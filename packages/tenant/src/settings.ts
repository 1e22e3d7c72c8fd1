import { fieldsRule } from '@frontdesk/core/http';
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
/** The models a tenant may list, in the order in which they are tried. */
export const MODEL_PROVIDERS = ['openai', 'bedrock', 'offline'] as const;

/** DynamoDB holds no number closer to 0: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const LEAST_NUMBER = 1e-130;
const temperature = z.number().check(
  z.gte(0),
  z.lte(2),
  z.refine((value) => value <= 0 || value >= LEAST_NUMBER, `must be 0 or at least ${LEAST_NUMBER}`),
);

const enforced = { requests_per_minute: z._default(z.int().check(z.gte(1)), 600) };
const storedLimits = z.object(enforced);

const notYet = z.optional(z.never('is not enforced yet, so it cannot be set'));

/** Limits that nothing enforces yet are refused. */
const limits = z.strictObject({ ...enforced, messages_per_day: notYet, tokens_per_day: notYet });

/** The parts of the schema that are stricter for writing than for reading. */
interface Parts {
  /** `z.object` drops unknown fields, `z.strictObject` refuses them. */
  readonly object: typeof z.strictObject;
  readonly zone: typeof timeZone;
  readonly limits: z.ZodMiniType<z.output<typeof storedLimits>>;
}

/** Every field has a default: a tenant without settings is active with all of them. */
const settingsOf = ({ object, zone, limits }: Parts) => {
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
    temperature: z._default(temperature, 0.2),
    /** The first is the one used where the customer's own cannot be told. */
    languages: z._default(z.array(language).check(z.minLength(1), z.maxLength(8)), ['en']),
    /** Days after which turns and calls expire; null keeps them. */
    retention_days: z._default(z.nullable(z.int().check(z.gte(1), z.lte(3650))), null),
    limits: z._default(limits, { requests_per_minute: 600 }),
    time_zone: z._default(zone, 'UTC'),
    /** By weekday; a day left out is closed. Null: always open. */
    opening_hours: z._default(
      z.nullable(object({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day })),
      null,
    ),
    public_chat: z._default(z.boolean(), false),
    /** Who answers visitors in threads: Frontdesk's own assistant, or one outside that subscribes to the messages. */
    thread_assistant: z._default(z.enum(['frontdesk', 'outside']), 'frontdesk'),
    chatbase_assistant_id: z._default(z.nullable(z.string().check(z.minLength(1), z.maxLength(128))), null),
  });
};

/**
 * A tenant's settings as they are read back. An unknown field was stored by newer code, before a rollback, or by older code, as
 * the daily limits were: it is dropped, because refusing it would refuse every request of the tenant. The time zone was checked
 * when the settings were written; checking it again would make Node load ICU, 15 ms of a cold start.
 */
export const storedSettings = settingsOf({ object: z.object, zone: z.string(), limits: storedLimits });

/** A tenant's settings as they are written: unknown fields are refused. */
export const tenantSettings = settingsOf({ object: z.strictObject, zone: timeZone, limits });

export type TenantSettings = z.output<typeof storedSettings>;

/** The settings of a tenant that has set nothing. */
export const defaultSettings = (): TenantSettings => storedSettings.parse({});
