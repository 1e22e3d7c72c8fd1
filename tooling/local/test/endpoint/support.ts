import type { Access, Account, FunctionPrincipal } from '../../src/endpoint/account';
import { type AwsEndpoint, createAwsEndpoint } from '../../src/endpoint/endpoint';
import type { Service } from '../../src/endpoint/service';

export const account: Account = { accountId: '123456789012', region: 'us-east-1', namePrefix: 'app-test' };

/** What a function may do, by table: actions on it, and indexes to query. */
export type TableGrants = Readonly<
  Record<string, { readonly actions: readonly string[]; readonly indexes: readonly string[] }>
>;

export const functionNamed = (name: string, tables: TableGrants = {}): FunctionPrincipal => ({
  kind: 'function',
  secretAccessKey: 'x',
  function: name,
  grants: Object.entries(tables).flatMap(([table, { actions, indexes }]) => [
    { resource: { kind: 'table' as const, name: table }, actions: actions.map((action) => `dynamodb:${action}`) },
    ...indexes.map((index) => ({
      resource: { kind: 'index' as const, name: `${table}/${index}` },
      actions: ['dynamodb:Query'],
    })),
  ]),
});

/** `ADMIN` is an administrator, each given function has its name in capitals, and nobody has any other key. */
export const accessOf =
  (...functions: readonly FunctionPrincipal[]): Access =>
  (accessKeyId) =>
    accessKeyId === 'ADMIN'
      ? { kind: 'administrator' }
      : functions.find(({ function: name }) => name.toUpperCase() === accessKeyId);

export interface RunningEndpoint {
  readonly url: string;
  readonly endpoint: AwsEndpoint;
}

export const listen = async (services: readonly Service[], access: Access): Promise<RunningEndpoint> => {
  const endpoint = createAwsEndpoint({ services, access, log: { error: () => undefined } });
  return { endpoint, url: `http://127.0.0.1:${await endpoint.listen(0)}` };
};

export const authorization = (accessKeyId: string, service: string): string =>
  `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

export interface JsonAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** Calls an operation of a JSON protocol as an SDK would, but for the signature. */
export const callJson = async (
  url: string,
  target: string,
  input: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<JsonAnswer> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': target,
      'x-amz-date': '20260101T000000Z',
      ...headers,
    },
    body: typeof input === 'string' ? input : JSON.stringify(input),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
};
