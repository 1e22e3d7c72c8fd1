import { randomBytes } from 'node:crypto';
import { DEMO_PASSWORD } from '@frontdesk/local/seed/tenant-seed';
import { createDocumentClient, registerService } from '@frontdesk/tables';
import { type StackOutputs, sharedStack } from './api';

type Json = Record<string, unknown>;

/** One call in an AWS JSON protocol, as any SDK would send it, to the embedded AWS. */
export const aws = async (target: string, input: Json, endpoint = sharedStack().aws_endpoint): Promise<Json> => {
  const response = await fetch(endpoint, {
    method: 'POST',
    signal: AbortSignal.timeout(10_000),
    headers: {
      'content-type': `application/x-amz-json-${target.startsWith('DynamoDB') ? '1.0' : '1.1'}`,
      'x-amz-target': target,
      authorization:
        'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/service/aws4_request, SignedHeaders=host, Signature=00',
    },
    body: JSON.stringify(input),
  });
  const answer = (await response.json()) as Json;
  if (!response.ok) throw new Error(`${target}: ${String(answer.__type)}: ${String(answer.message)}`);
  return answer;
};

/** A client of the embedded DynamoDB that may do everything, as the laptop's owner may. */
export const adminDocumentClient = () =>
  createDocumentClient({
    endpoint: sharedStack().aws_endpoint,
    region: sharedStack().region,
    credentials: () => ({ accessKeyId: 'test', secretAccessKey: 'test' }),
  });

const cognito = (operation: string, input: Json, endpoint?: string) =>
  aws(`AWSCognitoIdentityProviderService.${operation}`, input, endpoint);

const PASSWORD = 'Test-password-1';
let tenants = 0;

/** A tenant's name that no other test has. */
export const freshTenant = (name = 'tenant'): string => {
  tenants += 1;
  return `${name}-${process.pid}-${tenants}-${randomBytes(3).toString('hex')}`;
};

export interface StaffTokens {
  readonly id: string;
  readonly access: string;
}

/** Signs a user in with their password, at the shared stack unless another is given. */
export const signIn = async (
  email: string,
  password = PASSWORD,
  stack: Pick<StackOutputs, 'aws_endpoint' | 'web_client_id'> = sharedStack(),
): Promise<StaffTokens> => {
  const input = {
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: stack.web_client_id,
    AuthParameters: { USERNAME: email, PASSWORD: password },
  };
  const { AuthenticationResult } = (await cognito('InitiateAuth', input, stack.aws_endpoint)) as {
    AuthenticationResult: { IdToken: string; AccessToken: string };
  };
  return { id: AuthenticationResult.IdToken, access: AuthenticationResult.AccessToken };
};

/** Signs in a member of a demo tenant's staff. */
export const signInDemo = (email: string, stack?: Parameters<typeof signIn>[2]): Promise<StaffTokens> =>
  signIn(email, DEMO_PASSWORD, stack);

/** Makes a staff user of a tenant, as an administrator would, and signs it in. */
export const staffOf = async (tenant: string, groups: readonly string[] = ['admin']): Promise<StaffTokens> => {
  const { user_pool_id: UserPoolId } = sharedStack();
  const email = `${randomBytes(6).toString('hex')}@${tenant || 'nobody'}.example`;
  await cognito('AdminCreateUser', {
    UserPoolId,
    Username: email,
    MessageAction: 'SUPPRESS',
    UserAttributes: [
      { Name: 'email', Value: email },
      { Name: 'email_verified', Value: 'true' },
      ...(tenant === '' ? [] : [{ Name: 'custom:tenant_id', Value: tenant }]),
    ],
  });
  await cognito('AdminSetUserPassword', { UserPoolId, Username: email, Password: PASSWORD, Permanent: true });
  for (const GroupName of groups) await cognito('AdminAddUserToGroup', { UserPoolId, Username: email, GroupName });
  return signIn(email);
};

export interface ServiceClient {
  readonly clientId: string;
  readonly secret: string;
  readonly token: string;
}

/** Makes a service client, registers it for any tenants named, and signs it in as a voice server would. */
export const serviceClient = async (...registeredFor: readonly string[]): Promise<ServiceClient> => {
  const { user_pool_id: UserPoolId, aws_endpoint } = sharedStack();
  const { UserPoolClient } = (await cognito('CreateUserPoolClient', {
    UserPoolId,
    ClientName: `service-${randomBytes(4).toString('hex')}`,
    GenerateSecret: true,
    AllowedOAuthFlows: ['client_credentials'],
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthScopes: ['frontdesk/tenant.act'],
  })) as { UserPoolClient: { ClientId: string; ClientSecret: string } };
  const { ClientId, ClientSecret } = UserPoolClient;
  const client = adminDocumentClient();
  for (const tenant of registeredFor) {
    await registerService(client, (name) => `${sharedStack().name_prefix}-${name}`, ClientId, tenant);
  }
  client.destroy();
  const response = await fetch(`${aws_endpoint}/oauth2/token`, {
    method: 'POST',
    signal: AbortSignal.timeout(10_000),
    headers: { authorization: `Basic ${Buffer.from(`${ClientId}:${ClientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'frontdesk/tenant.act' }),
  });
  const { access_token } = (await response.json()) as { access_token: string };
  return { clientId: ClientId, secret: ClientSecret, token: access_token };
};
