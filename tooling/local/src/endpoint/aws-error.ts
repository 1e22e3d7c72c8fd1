import { type Account, type Caller, callerArn } from './account';

/** An error as AWS reports it. The service's protocol decides how it is written. */
export class AwsError extends Error {
  constructor(
    /** The exception's name, with its namespace in front if the service sends one. */
    readonly type: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
    this.name = 'AwsError';
  }
}

/** The error for an unsigned request. */
export const missingToken = (): AwsError =>
  new AwsError(
    'com.amazon.coral.service#MissingAuthenticationTokenException',
    'Request is missing Authentication Token',
  );

/**
 * IAM's error if no policy allows the action
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html).
 */
export const accessDenied = (account: Account, caller: Caller, action: string, resource: string): AwsError =>
  new AwsError(
    'com.amazon.coral.service#AccessDeniedException',
    `User: ${callerArn(account, caller)} is not authorized to perform: ${action} on resource: ${resource} ` +
      `because no identity-based policy allows the ${action} action`,
  );
