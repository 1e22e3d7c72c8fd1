import type { Credentials } from './transport/credentials';
import { ALGORITHM, type SigningKey } from './transport/signature';

/** What S3 demands of an upload by a form. */
export interface UploadRules {
  readonly contentType: string;
  /** Stored with the object: `attachment; …` keeps a browser from showing what somebody uploaded as a page. */
  readonly contentDisposition: string;
  /** Bytes. */
  readonly maxBytes: number;
  /** How long the form can be sent: at most seven days, and no longer than the role's credentials, which Lambda renews. */
  readonly expiresSeconds: number;
}

/** An object without content is nobody's attachment. */
const MIN_BYTES = 1;

const secondsOnly = (at: Date): string => at.toISOString().replace(/\.\d{3}Z$/, 'Z');

/** The fields of a form. Its policy names each of them, because S3 refuses a form with a field that it does not name. */
export const formFields = (
  bucket: string,
  key: string,
  { contentType, contentDisposition, maxBytes, expiresSeconds }: UploadRules,
  { sessionToken }: Credentials,
  { time, credential, sign }: SigningKey,
  now: Date,
): Record<string, string> => {
  const fields = {
    'Content-Type': contentType,
    'Content-Disposition': contentDisposition,
    success_action_status: '201',
    bucket,
    'X-Amz-Algorithm': ALGORITHM,
    'X-Amz-Credential': credential,
    'X-Amz-Date': time,
    ...(sessionToken !== undefined && { 'X-Amz-Security-Token': sessionToken }),
    key,
  };
  const policy = {
    expiration: secondsOnly(new Date(now.getTime() + expiresSeconds * 1_000)),
    conditions: [
      ['content-length-range', MIN_BYTES, maxBytes],
      ...Object.entries(fields).map(([name, value]) => ({ [name]: value })),
    ],
  };
  const encoded = Buffer.from(JSON.stringify(policy)).toString('base64');
  return { ...fields, Policy: encoded, 'X-Amz-Signature': sign(encoded) };
};
