import { AwsError } from '../endpoint/aws-error';

/** The exceptions of Cognito's API, in its words. */
export const notAuthorized = (message: string): AwsError => new AwsError('NotAuthorizedException', message);

/** The one refusal of every sign-in that fails: it tells neither whether the user exists nor what was wrong. */
export const wrongPassword = (): AwsError => notAuthorized('Incorrect username or password.');

export const invalidParameter = (message: string): AwsError => new AwsError('InvalidParameterException', message);

export const resourceNotFound = (message: string): AwsError => new AwsError('ResourceNotFoundException', message);

/** For administrators only, who may know. */
export const userNotFound = (): AwsError => new AwsError('UserNotFoundException', 'User does not exist.');
