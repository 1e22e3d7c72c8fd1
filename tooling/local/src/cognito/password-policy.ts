import { AwsError } from '../endpoint/aws-error';

/** The pool's policy, as Terraform sets it and DescribeUserPool reports it. */
export const PASSWORD_POLICY = {
  MinimumLength: 12,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: false,
  TemporaryPasswordValidityDays: 7,
} as const;

/** Cognito's longest password. */
const MAXIMUM_LENGTH = 256;

const RULES: readonly (readonly [message: string, holds: (password: string) => boolean])[] = [
  ['Password not long enough', (password) => password.length >= PASSWORD_POLICY.MinimumLength],
  ['Password too long', (password) => password.length <= MAXIMUM_LENGTH],
  ['Password must have uppercase characters', (password) => /[A-Z]/.test(password)],
  ['Password must have lowercase characters', (password) => /[a-z]/.test(password)],
  ['Password must have numeric characters', (password) => /[0-9]/.test(password)],
];

/** @throws AwsError `InvalidPasswordException` that names the first rule broken. */
export const checkPassword = (password: string): void => {
  const broken = RULES.find(([, holds]) => !holds(password));
  if (broken) {
    throw new AwsError('InvalidPasswordException', `Password did not conform with policy: ${broken[0]}`);
  }
};
