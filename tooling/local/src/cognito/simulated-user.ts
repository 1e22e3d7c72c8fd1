import { hkdfSync } from 'node:crypto';
import type { PoolKeys } from './pool-keys';
import type { User } from './pool-state';
import type { Verifier } from './srp';

/** The parts of a user that a sign-in shows before it is refused. */
export type SignInSubject = Pick<User, 'sub' | 'password'>;

/** Makes up a user for a name that nobody has: always the same one, so that asking twice does not give it away. */
export type Simulation = (username: string) => SignInSubject;

const SALT_BYTES = 16;
const VERIFIER_BYTES = 384;
const UUID_BYTES = 16;

const uuid = (bytes: Buffer): string => {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
};

/**
 * The pool's answers about users that do not exist, as RFC 5054, 2.5.1.3 describes them and as Cognito gives them with
 * PreventUserExistenceErrors
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html).
 */
export const createSimulation =
  ({ simulation }: PoolKeys): Simulation =>
  (username) => {
    const derive = (what: string, length: number): Buffer =>
      Buffer.from(hkdfSync('sha256', simulation, username.toLowerCase(), what, length));
    const number = (what: string, length: number): string =>
      BigInt(`0x${derive(what, length).toString('hex')}`).toString(16);
    const password: Verifier = { salt: number('salt', SALT_BYTES), verifier: number('verifier', VERIFIER_BYTES) };
    return { sub: uuid(derive('sub', UUID_BYTES)), password };
  };
