import type { Caller } from '../endpoint/account';
import { AwsError } from '../endpoint/aws-error';
import type { RequestHead } from '../endpoint/service';
import { denied } from './errors';
import { checkSignedUrl } from './signature';

const WEEK_SECONDS = 604_800;

const wrongParameters = (why: string): AwsError => new AwsError('AuthorizationQueryParametersError', why);

/** Epoch milliseconds of `20260102T030405Z`; not a number for anything else. */
const timeOf = (written: string): number =>
  Date.parse(written.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

/**
 * Checks a request that was signed in its URL: until when that is good and, of a function, the signature. The laptop's owner
 * may sign with any secret.
 * @param now epoch milliseconds.
 * @throws AwsError
 */
export const checkPresigned = (head: RequestHead, caller: Caller, now: number): void => {
  if (!head.query.has('X-Amz-Credential')) return;
  const seconds = Number(head.query.get('X-Amz-Expires') ?? Number.NaN);
  const signedAt = timeOf(head.query.get('X-Amz-Date') ?? '');
  if (!Number.isInteger(seconds) || seconds < 0) throw wrongParameters('X-Amz-Expires should be a number of seconds');
  if (seconds > WEEK_SECONDS) {
    throw wrongParameters('X-Amz-Expires must be less than a week (in seconds) 604800');
  }
  if (Number.isNaN(signedAt)) {
    throw wrongParameters("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  }
  if (signedAt + seconds * 1_000 < now) throw denied('Request has expired');
  if (caller.kind === 'function') checkSignedUrl(head, caller.secretAccessKey);
};
