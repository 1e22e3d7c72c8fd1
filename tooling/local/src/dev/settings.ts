import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'dotenv';
import * as z from 'zod/mini';
import { WEB_SOCKET_QUOTAS } from '../api-gateway/websocket/quotas';
import { checkEnvironment } from './check-environment';

const port = (otherwise: number) =>
  z._default(
    z.pipe(
      z.string().check(z.regex(/^\d{1,5}$/, 'must be a port number')),
      z.pipe(z.transform(Number), z.int().check(z.lte(65_535))),
    ),
    otherwise,
  );

const seconds = (otherwise: number) =>
  z._default(
    z.pipe(z.string().check(z.regex(/^[1-9]\d{0,4}$/, 'must be 1 to 99999 seconds')), z.transform(Number)),
    otherwise,
  );

const flag = z._default(
  z.pipe(
    z.enum(['0', '1', 'false', 'true']),
    z.transform((value) => value === '1' || value === 'true'),
  ),
  false,
);

/** The settings of `make dev`, from the environment or `.env`. */
const devEnvironment = z.object({
  PORT: port(3000),
  AWS_PORT: port(3001),
  FRONTDESK_DATA: z._default(z.string(), '.frontdesk'),
  /** After how many seconds a WebSocket is closed on which nothing is said, and whatever is said. */
  FRONTDESK_SOCKET_IDLE: seconds(WEB_SOCKET_QUOTAS.idleMs / 1_000),
  FRONTDESK_SOCKET_LIFE: seconds(WEB_SOCKET_QUOTAS.lifeMs / 1_000),
  /** Lifts API Gateway's throttles. */
  FRONTDESK_NO_THROTTLE: flag,
  /** Prints every line that the functions log. */
  FRONTDESK_VERBOSE: flag,
  /** The vendors that a stand-in replaces: OpenAI only where there is no key for it. */
  FRONTDESK_STAND_INS: z._default(
    z.pipe(
      z.string().check(z.regex(/^(openai|bedrock)(,(openai|bedrock))*$/, 'must be openai, bedrock or openai,bedrock')),
      z.transform((names) => names.split(',')),
    ),
    [],
  ),
  OPENAI_API_KEY: z.optional(z.string()),
  OPENAI_BASE_URL: z.optional(z.url()),
  OPENAI_MODEL: z.optional(z.string()),
  OPENAI_EMBEDDING_MODEL: z.optional(z.string()),
});

export type DevSettings = z.output<typeof devEnvironment>;

const readEnv = (file: string): Record<string, string> => {
  try {
    return parse(readFileSync(file));
  } catch (cause) {
    throw new Error(`${file} cannot be read: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
};

/**
 * Reads the settings from the environment, and from `.env` what the environment does not set.
 * @throws Error that names what is wrong.
 */
export const devSettings = (root: string, environment: NodeJS.ProcessEnv): DevSettings => {
  const file = resolve(root, '.env');
  const kept = existsSync(file) ? readEnv(file) : {};
  const given = Object.entries({ ...kept, ...environment }).filter(([, value]) => value !== '');
  const settings = checkEnvironment(devEnvironment, Object.fromEntries(given));
  if (settings.PORT !== 0 && settings.PORT === settings.AWS_PORT) throw new Error('PORT and AWS_PORT must differ.');
  return settings;
};
