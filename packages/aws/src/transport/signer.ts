import type { Credentials } from './credentials';
import { ALGORITHM, canonicalRequest, type Scope, type SignableRequest, sha256, signingKeys } from './signature';

/** Proxies may change it on the way, and the SDK does not sign it either. */
const UNSIGNED = new Set(['x-amzn-trace-id']);

/**
 * Signs requests in a header, all of their headers but `x-amzn-trace-id`.
 * @returns a function that gives the request's headers with those of the signature.
 */
export const signer = (scope: Scope) => {
  const keyFor = signingKeys(scope);
  return (
    request: SignableRequest & { readonly body: string | Uint8Array },
    credentials: Credentials,
    at: Date,
  ): Record<string, string> => {
    const { time, credential, signRequest } = keyFor(credentials, at);
    const bodyHash = sha256(request.body);
    const headers: Record<string, string> = {
      ...request.headers,
      'x-amz-date': time,
      'x-amz-content-sha256': bodyHash,
      ...(credentials.sessionToken !== undefined && { 'x-amz-security-token': credentials.sessionToken }),
    };
    const signed = Object.keys(headers)
      .filter((name) => !UNSIGNED.has(name))
      .sort();
    const signature = signRequest(canonicalRequest({ ...request, headers }, scope.service, signed, bodyHash));
    headers.authorization = `${ALGORITHM} Credential=${credential}, SignedHeaders=${signed.join(';')}, Signature=${signature}`;
    return headers;
  };
};
