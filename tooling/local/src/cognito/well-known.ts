import type { JSONWebKeySet } from 'jose';
import { AwsError } from '../endpoint/aws-error';
import { jsonRefusal } from '../endpoint/protocols/json';
import type { Answer, Service } from '../endpoint/service';

const answer = (body: object): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=86400' },
  body: JSON.stringify(body),
});

/**
 * The pool's keys and its OpenID Connect document (OpenID Connect Discovery 1.0, 4). The issuer is the one that the
 * tokens name: AWS's, as on AWS. The URLs are those at which the local stack answers.
 */
export const createWellKnown = (poolId: string, issuer: string, jwks: JSONWebKeySet): Service => {
  const folder = `/${poolId}/.well-known/`;
  return {
    name: 'well-known',
    recognise: ({ method, path }) =>
      method === 'GET' && path.startsWith(folder) ? path.slice(folder.length) : undefined,
    allowsBrowser: () => true,
    refuse: (error) => jsonRefusal('1.1', error),
    handle: async ({ operation, head }) => {
      const base = `http://${head.headers.host}`;
      switch (operation) {
        case 'jwks.json':
          return answer(jwks);
        case 'openid-configuration':
          return answer({
            issuer,
            jwks_uri: `${base}${folder}jwks.json`,
            token_endpoint: `${base}/oauth2/token`,
            token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
            grant_types_supported: ['client_credentials'],
            subject_types_supported: ['public'],
            response_types_supported: ['token'],
            id_token_signing_alg_values_supported: ['RS256'],
          });
        default:
          throw new AwsError('ResourceNotFoundException', `There is no ${head.path}.`, 404);
      }
    },
  };
};
