import { createHash, timingSafeEqual } from 'node:crypto';
import type { AwsError } from '../endpoint/aws-error';
import type { Answer, RequestHead, Service } from '../endpoint/service';
import type { PoolContext } from './pool-context';
import type { Client } from './pool-state';
import { TOKEN_SECONDS } from './tokens';

type OAuthError =
  | 'invalid_client'
  | 'invalid_request'
  | 'invalid_scope'
  | 'unauthorized_client'
  | 'unsupported_grant_type';

const answer = (status: number, body: object): Answer => ({
  status,
  headers: {
    'content-type': 'application/json;charset=UTF-8',
    'cache-control': 'no-store',
    pragma: 'no-cache',
  },
  body: JSON.stringify(body),
});

/**
 * Cognito answers 400 to all of them, even to a wrong client secret, for which RFC 6749, 5.2 asks for 401
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html).
 */
const refuse = (error: OAuthError): Answer => answer(400, { error });

interface ClientCredentials {
  readonly id: string;
  readonly secret: string;
}

/** Read from HTTP Basic or from the form, but only from one of them (RFC 6749, 2.3.1). */
const readClient = ({ headers, form }: RequestHead): ClientCredentials | undefined => {
  const fromForm = { id: form?.get('client_id') ?? undefined, secret: form?.get('client_secret') ?? undefined };
  const basic = /^Basic\s+([A-Za-z0-9+/=_-]+)$/i.exec(headers.authorization ?? '')?.[1];
  if (basic === undefined) {
    return fromForm.id && fromForm.secret ? { id: fromForm.id, secret: fromForm.secret } : undefined;
  }
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  const contradicted = fromForm.secret !== undefined || (fromForm.id !== undefined && fromForm.id !== id);
  return contradicted ? undefined : { id, secret };
};

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

const hasSecret = ({ secret }: Client, given: string): boolean =>
  secret !== null && timingSafeEqual(sha256(secret), sha256(given));

const readScopes = (scope: string | null, { scopes }: Client): readonly string[] | undefined => {
  const wanted = [...new Set((scope ?? '').split(' ').filter(Boolean))];
  if (wanted.length === 0) return scopes;
  return wanted.every((name) => scopes.includes(name)) ? wanted : undefined;
};

/** The pool's token endpoint, `POST /oauth2/token`: client credentials, the one grant that Frontdesk's clients have. */
export const createTokenEndpoint = ({ state, tokens }: PoolContext): Service => ({
  name: 'oauth2/token',
  recognise: ({ path }) => (path === '/oauth2/token' ? 'Token' : undefined),
  allowsBrowser: () => true,
  refuse: ({ status }: AwsError) =>
    status >= 500 ? answer(500, { error: 'server_error' }) : refuse('invalid_request'),
  handle: async ({ head }) => {
    const { form, method } = head;
    if (method !== 'POST') return { ...answer(405, { error: 'invalid_request' }), headers: { allow: 'POST' } };
    const grant = form?.getAll('grant_type') ?? [];
    if (!form || grant.length !== 1 || form.getAll('scope').length > 1) return refuse('invalid_request');
    if (grant[0] !== 'client_credentials') return refuse('unsupported_grant_type');
    const credentials = readClient(head);
    const { clients } = state.read();
    const client = credentials && Object.hasOwn(clients, credentials.id) ? clients[credentials.id] : undefined;
    if (!client || !credentials || !hasSecret(client, credentials.secret)) return refuse('invalid_client');
    if (client.scopes.length === 0) return refuse('unauthorized_client');
    const scopes = readScopes(form.get('scope'), client);
    if (!scopes) return refuse('invalid_scope');
    const token = await tokens.clientToken(client, scopes);
    return answer(200, { access_token: token, expires_in: TOKEN_SECONDS, token_type: 'Bearer' });
  },
});
