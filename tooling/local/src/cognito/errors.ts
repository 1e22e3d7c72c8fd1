import { AwsError } from '../endpoint/aws-error';

/** The exceptions of Cognito's API, in its words. */
export const notAuthorized = (message: string): AwsError => new AwsError('NotAuthorizedException', message);

/** The same refusal for every sign-in that fails: it does not tell whether the user exists, or what was wrong. */
export const wrongPassword = (): AwsError => notAuthorized('Incorrect username or password.');

export const userDisabled = (): AwsError => notAuthorized('User is disabled.');

export const unwritableAttribute = (): AwsError => notAuthorized('A client attempted to write unauthorized attribute');

export const invalidParameter = (message: string): AwsError => new AwsError('InvalidParameterException', message);

export const resourceNotFound = (message: string): AwsError => new AwsError('ResourceNotFoundException', message);

/** Only for administrators, who are allowed to know. */
export const userNotFound = (): AwsError => new AwsError('UserNotFoundException', 'User does not exist.');

/** A code that was sent to the user is wrong. */
export const codeMismatch = (): AwsError =>
  new AwsError('CodeMismatchException', 'Invalid verification code provided, please try again.');

/** No code was sent, or the one that was is used up or too old. */
export const codeExpired = (): AwsError =>
  new AwsError('ExpiredCodeException', 'Invalid code provided, please request a code again.');

export const limitExceeded = (): AwsError =>
  new AwsError('LimitExceededException', 'Attempt limit exceeded, please try after some time.');
