import { type Account, type Caller, callerArn } from './account';

/** A refusal in AWS's terms. The service's protocol decides how it is written down. */
export class AwsError extends Error {
  constructor(
    /** The exception's name, with the namespace in front where the service sends one. */
    readonly type: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
    this.name = 'AwsError';
  }
}

/** The refusal of an unsigned request. */
export const missingToken = (): AwsError =>
  new AwsError(
    'com.amazon.coral.service#MissingAuthenticationTokenException',
    'Request is missing Authentication Token',
  );

/**
 * IAM's refusal where no policy allows the action
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html).
 */
export const accessDenied = (account: Account, caller: Caller, action: string, resource: string): AwsError =>
  new AwsError(
    'com.amazon.coral.service#AccessDeniedException',
    `User: ${callerArn(account, caller)} is not authorized to perform: ${action} on resource: ${resource} ` +
      `because no identity-based policy allows the ${action} action`,
  );
