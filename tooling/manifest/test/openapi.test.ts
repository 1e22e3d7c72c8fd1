import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { Manifest } from '../src/manifest';

const dist = join(__dirname, '..', '..', '..', 'dist');
const read = <T>(name: string): T => JSON.parse(readFileSync(join(dist, name), 'utf8')) as T;
const manifest = read<Manifest>('manifest.json');
const document = read<{
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        summary: string;
        security: object[];
        parameters: { name: string; schema: object }[];
        responses: Record<string, object>;
        requestBody?: { content: Record<string, { example?: unknown }> };
      }
    >
  >;
  components: { responses: Record<string, object> };
}>('openapi.json');

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ key: `${method.toUpperCase()} ${path}`, ...operation })),
);

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(document);
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  test('holds every route of the manifest, and no other', () => {
    const declared = manifest.routes.filter(({ path }) => path !== undefined).map(({ route_key }) => route_key);
    expect(operations.map(({ key }) => key).sort()).toEqual([...declared].sort());
  });

  test('says for every route who may call it and what it answers on success', () => {
    for (const { key, summary, security, responses } of operations) {
      const route = manifest.routes.find(({ route_key }) => route_key === key);
      expect({ key, open: security.length === 0 }).toEqual({ key, open: route?.authorizer === 'none' });
      expect({ key, summary }).toEqual({ key, summary: expect.stringMatching(/\S/) });
      expect(Object.keys(responses).filter((status) => status < '300')).not.toEqual([]);
    }
  });

  const contentOf = (key: string) =>
    Object.keys(operations.find((operation) => operation.key === key)?.requestBody?.content ?? {});

  test('lists the accepted media types of every body', () => {
    expect(contentOf('POST /faq/import')).toEqual(['application/json', 'text/csv']);
    expect(contentOf('PATCH /tasks/{name}')).toEqual(['application/json', 'application/merge-patch+json']);
    expect(contentOf('POST /tasks')).toEqual(['application/json']);
    expect(contentOf('GET /tasks')).toEqual([]);
  });

  test('has an example of every body, in every media type that the route reads', () => {
    const without = operations.flatMap(({ key, requestBody }) =>
      Object.entries(requestBody?.content ?? {})
        .filter(([, media]) => media.example === undefined)
        .map(([type]) => `${key} ${type}`),
    );
    expect(without).toEqual([]);
  });

  test('has a minimum and a maximum for every integer, and none is negative', () => {
    const open: string[] = [];
    const walk = (value: unknown, at: string): void => {
      if (value === null || typeof value !== 'object') return;
      const { type, minimum } = value as { type?: unknown; minimum?: number };
      if ([type].flat().includes('integer') && !((minimum ?? -1) >= 0)) open.push(at);
      for (const [key, item] of Object.entries(value)) if (key !== 'example') walk(item, `${at}/${key}`);
    };
    walk(document, '');
    expect(open).toEqual([]);
  });

  test('gives the largest and the default number of items on a page', () => {
    const limit = (key: string) =>
      operations.find((operation) => operation.key === key)?.parameters.find(({ name }) => name === 'limit')?.schema;
    expect(limit('GET /tasks')).toEqual({ type: 'integer', minimum: 1, maximum: 100, default: 50 });
    expect(limit('GET /faq/export')).toEqual({ type: 'integer', minimum: 1, maximum: 200, default: 200 });
  });

  test('lists for every route the answers of API Gateway itself', () => {
    const own = { content: { 'application/json': { schema: { $ref: '#/components/schemas/GatewayMessage' } } } };
    for (const { key, responses } of operations) {
      for (const status of [400, 413, 429, 431, 500, 503]) {
        const { $ref } = responses[status] as { $ref: string };
        const response = document.components.responses[$ref.split('/').at(-1) ?? ''];
        expect({ key, status, response }).toMatchObject({ response: own });
      }
    }
  });

  test('lists 412 for every route that checks If-Match, including the restoring of a version', () => {
    const conditional = operations.filter(({ responses }) => responses[412]).map(({ key }) => key);
    expect(conditional).toEqual(
      expect.arrayContaining([
        'PUT /prompt',
        'POST /prompt',
        'POST /prompt/versions/{version}/restore',
        'PUT /faq/{faq_id}',
      ]),
    );
    expect(conditional).not.toEqual(expect.arrayContaining(['POST /faq']));
    expect(conditional).not.toEqual(expect.arrayContaining(['POST /tasks']));
  });

  test('describes the answer of its own route', () => {
    const answer = operations.find(({ key }) => key === 'GET /openapi.json')?.responses[200];
    expect(answer).toMatchObject({
      content: { 'application/json': { schema: { required: ['openapi', 'info', 'paths'] } } },
    });
  });

  test('lists for every route that time may run out, and that a 503 comes from us or from API Gateway', () => {
    for (const { key, responses } of operations)
      expect({ key, responses }).toMatchObject({ responses: { 503: {}, 504: {} } });
    expect(document.components.responses.Unavailable).toMatchObject({
      headers: { 'Retry-After': {} },
      content: { 'application/problem+json': {}, 'application/json': {} },
    });
  });
});
