import { AwsError } from '../endpoint/aws-error';
import { escapeXml } from '../endpoint/protocols/query';
import type { Answer } from '../endpoint/service';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const noSuchKey = (): AwsError => new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
export const noSuchBucket = (): AwsError => new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
export const noSuchUpload = (): AwsError =>
  new AwsError(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    404,
  );
export const badDigest = (): AwsError =>
  new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.');
export const incompleteBody = (): AwsError =>
  new AwsError('IncompleteBody', 'The request body ended before the number of bytes that it had announced.');
export const invalidRange = (): AwsError => new AwsError('InvalidRange', 'The requested range is not satisfiable', 416);
export const invalidArgument = (message: string): AwsError => new AwsError('InvalidArgument', message);
export const invalidUri = (): AwsError => new AwsError('InvalidURI', "Couldn't parse the specified URI.");
export const keyTooLong = (): AwsError => new AwsError('KeyTooLongError', 'Your key is too long');
export const denied = (message: string): AwsError => new AwsError('AccessDenied', message, 403);
export const wrongSignature = (): AwsError =>
  new AwsError(
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    403,
  );
export const notImplemented = (what: string, has: readonly string[]): AwsError =>
  new AwsError('NotImplemented', `The local s3 does not have ${what}. It has: ${has.join(', ')}.`, 501);

/** S3 has its own XML for refusals, and its own name for a missing right. */
export const s3Refusal = ({ type, message, status }: AwsError, requestId: string): Answer => {
  const name = type.slice(type.indexOf('#') + 1);
  const denied = name === 'AccessDeniedException' || name === 'MissingAuthenticationTokenException';
  const fields = { Code: denied ? 'AccessDenied' : name, Message: message, RequestId: requestId };
  const xml = Object.entries(fields).map(([tag, text]) => `<${tag}>${escapeXml(text)}</${tag}>`);
  return {
    status: denied ? 403 : status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${xml.join('')}</Error>`,
  };
};
