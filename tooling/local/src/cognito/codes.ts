import { randomInt } from 'node:crypto';
import type { AwsError } from '../endpoint/aws-error';
import { codeExpired, codeMismatch, limitExceeded } from './errors';
import type { CodePurpose } from './messages';
import type { PoolContext } from './pool-context';
import { type Code, requireUser, type User, withUser } from './pool-state';

const DIGITS = 6;
const HOUR_MS = 3_600_000;
/** Cognito's code to reset a password is valid for an hour, the one that verifies an attribute for a day. */
const VALID_MS: Readonly<Record<CodePurpose, number>> = { password: HOUR_MS, email: 24 * HOUR_MS };
/** Without a limit, six digits are soon guessed. Cognito allows five to twenty an hour, depending on how they look. */
const MAX_MISSES = 5;

const liveCode = ({ codes, attributes }: User, purpose: CodePurpose, now: number): Code | undefined => {
  const code = codes?.[purpose];
  return code && code.expiresAt > now && code.to === attributes.email ? code : undefined;
};

const withCode = (user: User, purpose: CodePurpose, code: Code | undefined): User => ({
  ...user,
  codes: { ...user.codes, [purpose]: code },
});

/** Sends a user a code, which replaces the one before. @throws AwsError `LimitExceededException` after too many wrong ones. */
export const sendCode = async (
  { state, clock, deliver }: PoolContext,
  sub: string,
  purpose: CodePurpose,
): Promise<void> => {
  const text = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
  const to = await state.update((before) => {
    const user = requireUser(before, sub);
    const misses = liveCode(user, purpose, clock.now())?.misses ?? 0;
    if (misses >= MAX_MISSES) throw limitExceeded();
    const { email = '' } = user.attributes;
    const code: Code = { text, to: email, expiresAt: clock.now() + VALID_MS[purpose], misses };
    return [withUser(before, withCode(user, purpose, code)), email];
  });
  deliver({ to, purpose, code: text });
};

/**
 * Uses up a code and makes the change it allows to the user: both or neither. If the change throws, the code stays
 * valid.
 * @throws AwsError `CodeMismatchException`, `ExpiredCodeException`, `LimitExceededException`
 */
export const redeemCode = async (
  { state, clock }: PoolContext,
  sub: string,
  purpose: CodePurpose,
  given: string,
  change: (user: User) => User,
): Promise<void> => {
  const refusal = await state.update<AwsError | undefined>((before) => {
    const user = requireUser(before, sub);
    const code = liveCode(user, purpose, clock.now());
    if (!code) return [before, codeExpired()];
    if (code.misses >= MAX_MISSES) return [before, limitExceeded()];
    if (code.text !== given) {
      const missed = withCode(user, purpose, { ...code, misses: code.misses + 1 });
      return [withUser(before, missed), codeMismatch()];
    }
    return [withUser(before, { ...withCode(change(user), purpose, undefined), modifiedAt: clock.now() }), undefined];
  });
  if (refusal) throw refusal;
};
