import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Message } from '../../src/cognito/messages';
import { openPoolKeys } from '../../src/cognito/pool-keys';
import { openUserPool, type UserPool } from '../../src/cognito/user-pool';
import {
  accessOf,
  account,
  authorization,
  callJson,
  functionNamed,
  listen,
  type RunningEndpoint,
} from '../endpoint/support';

export const PASSWORD = 'Correct-Horse-1';
export const EMAIL = 'mia@acme-dental.example';

/** A clock that tests move by hand, starting in the present. */
export const handClock = () => {
  let ms = Date.now();
  return {
    now: () => ms,
    advance: (byMs: number): void => {
      ms += byMs;
    },
  };
};

export interface PoolStack {
  readonly pool: UserPool;
  readonly url: string;
  readonly folder: string;
  readonly clock: ReturnType<typeof handClock>;
  /** What was sent by e-mail, in order. */
  readonly sent: readonly Message[];
  /** Calls an operation as an administrator. */
  admin(operation: string, input?: object): Promise<Record<string, unknown>>;
  /** Calls an operation unsigned, as a sign-in page does. */
  page(operation: string, input: object): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export const callCognito = async (
  url: string,
  operation: string,
  input: object,
  accessKeyId?: string,
): Promise<Record<string, unknown>> => {
  const headers = accessKeyId === undefined ? undefined : { authorization: authorization(accessKeyId, 'cognito-idp') };
  return (await callJson(url, `AWSCognitoIdentityProviderService.${operation}`, input, headers)).body;
};

/** Making an RSA key takes longer than most tests: each file of them has one. */
let sharedKeys: Promise<string> | undefined;

const makeKeys = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-'));
  const path = join(folder, 'keys.json');
  await openPoolKeys(path);
  const keys = await readFile(path, 'utf8');
  await rm(folder, { recursive: true });
  return keys;
};

/** A user pool behind an endpoint, with one member of staff. */
export const startPool = async ({ ownKeys = false } = {}): Promise<PoolStack> => {
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-'));
  const clock = handClock();
  sharedKeys ??= makeKeys();
  if (!ownKeys) await writeFile(join(folder, 'keys.json'), await sharedKeys);
  const sent: Message[] = [];
  const pool = await openUserPool({ account, folder, clock, deliver: (message) => sent.push(message) });
  await pool.createUser({ email: EMAIL, password: PASSWORD, tenantId: 'acme-dental', groups: ['admin'] });
  const running: RunningEndpoint = await listen(pool.services, accessOf(functionNamed('chat')));
  return {
    pool,
    folder,
    clock,
    sent,
    url: running.url,
    admin: (operation, input = {}) =>
      callCognito(running.url, operation, { UserPoolId: pool.poolId, ...input }, 'ADMIN'),
    page: (operation, input) => callCognito(running.url, operation, { ClientId: pool.webClientId, ...input }),
    close: async () => {
      await running.endpoint.close();
      await rm(folder, { recursive: true });
    },
  };
};

/** The tokens in an answer. @throws Error where it has none. */
export const tokensIn = (answer: Record<string, unknown>) => {
  const result = answer.AuthenticationResult as Record<'IdToken' | 'AccessToken' | 'RefreshToken', string> | undefined;
  if (!result) throw new Error(`no tokens: ${JSON.stringify(answer)}`);
  return result;
};

export const passwordSignIn = (stack: PoolStack, username = EMAIL, password = PASSWORD) =>
  stack.page('InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: username, PASSWORD: password },
  });
