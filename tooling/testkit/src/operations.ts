import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonSchema } from './schema-arbitrary';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: JsonSchema;
}

export interface MediaType {
  readonly schema: JsonSchema;
  readonly example?: unknown;
}

/** An operation of the OpenAPI document, with every reference followed. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** False if it needs no token. */
  readonly secured: boolean;
  readonly parameters: readonly Parameter[];
  /** The kinds of body that it takes, by media type; empty if it takes none. */
  readonly bodies: Readonly<Record<string, MediaType>>;
  /** Its answers by status, and their content by media type. */
  readonly answers: Readonly<Record<string, { readonly content?: Readonly<Record<string, MediaType>> }>>;
}

interface DocumentOperation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Operation['bodies'] };
  readonly responses: Operation['answers'];
}

const at = (document: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], document);

const dereferenced = (value: unknown, document: unknown): unknown => {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => dereferenced(item, document));
  const { $ref } = value as { $ref?: unknown };
  if (typeof $ref === 'string') return dereferenced(at(document, $ref), document);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, dereferenced(item, document)]));
};

/** Every operation that the build declared. Whatever is generated from them grows with the routes. */
export const readOperations = (): Operation[] => {
  const document: unknown = JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'dist', 'openapi.json'), 'utf8'));
  const { paths } = dereferenced(document, document) as { paths: Record<string, Record<string, DocumentOperation>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, security, parameters, requestBody, responses }]) => ({
      id: operationId,
      method: method.toUpperCase(),
      path,
      secured: security.length > 0,
      parameters,
      bodies: requestBody?.content ?? {},
      answers: responses,
    })),
  );
};
