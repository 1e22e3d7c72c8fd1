/** The scope of a SigV4 credential: who signed, for which region and service. */
export interface Credential {
  readonly accessKeyId: string;
  readonly region: string;
  /** The service's signing name: `dynamodb`, `cognito-idp`, `s3`, … */
  readonly service: string;
}

const SCOPE = /^([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request$/;

/**
 * Reads who signed a request, from the `Authorization` header or, in a presigned URL, from the query
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html). The signature itself
 * is not verified, but for URLs and forms of S3 that a function has signed for somebody else: the endpoint listens on the
 * loopback interface only, and the key id serves to tell functions apart, not to keep anybody out.
 */
export const readCredential = (authorization: string | undefined, query: URLSearchParams): Credential | undefined => {
  const scope = /\bCredential=([^,\s]+)/.exec(authorization ?? '')?.[1] ?? query.get('X-Amz-Credential') ?? '';
  const [, accessKeyId, region, service] = SCOPE.exec(scope) ?? [];
  return accessKeyId && region && service ? { accessKeyId, region, service } : undefined;
};
