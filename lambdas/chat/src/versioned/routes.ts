import type { ResponseDeclaration } from '@frontdesk/core/declare';
import { notFound } from '@frontdesk/core/errors';
import { ok, pageOf, pageQuery, textNumber } from '@frontdesk/core/http';
import * as z from 'zod/mini';
import { route } from '../deps';
import { currentAnswer, type DocumentSpec, shown, shownSchema } from './document';
import { writeVersion } from './write-version';

const admins = { staff: ['admin'], service: true } as const;
const readers = { staff: true, service: true } as const;
const versionPath = z.strictObject({ version: textNumber(1, 9_999_999_999) });

/** The routes of a versioned document: read, replace, list, read one, restore. */
export const versionedRoutes = <C extends object>(spec: DocumentSpec<C>) => {
  const { path, name, words } = spec;
  const document = shownSchema(spec);
  const responses: Record<number, ResponseDeclaration> = {
    200: { description: `${words}, as it is now`, schema: document },
  };
  const refused = { ...responses, 409: { description: 'The version given is no longer the current one' } };
  const missing = { 404: { description: 'There is no such version' } };
  const body = z.extend(spec.content, { version: z.optional(z.int().check(z.gte(0))) });

  /** The body's content without its version: zod cannot type a schema that is extended by a computed name. */
  const partsOf = (sent: object) => {
    const { version, ...content } = sent as { version?: number };
    return { basedOn: version, content: content as C };
  };

  return [
    route({
      method: 'GET',
      path,
      operation: `get${name}`,
      summary: `Read ${words}`,
      description: 'The current version. Version 0 is the default of a tenant that has never written one.',
      auth: readers,
      versioned: true,
      responses,
      handler: async (request, { tables }) => currentAnswer(spec, await spec.of(tables.forRequest(request)).current()),
    }),
    route({
      method: 'PUT',
      path,
      operation: `replace${name}`,
      summary: `Replace ${words}`,
      description: '`version` is the one the change was made from; `If-Match` serves as well.',
      auth: admins,
      versioned: true,
      body,
      example: spec.example,
      exactNumbers: true,
      responses: refused,
      handler: async (request, deps) => writeVersion(spec, request, deps, partsOf(request.body)),
    }),
    route({
      method: 'POST',
      path,
      operation: `post${name}`,
      summary: `Replace ${words}`,
      description: 'The same as PUT, kept for older callers.',
      auth: admins,
      versioned: true,
      idempotent: true,
      body,
      example: spec.example,
      exactNumbers: true,
      responses: refused,
      handler: async (request, deps) =>
        writeVersion(spec, request, deps, { ...partsOf(request.body), settle: request.settle }),
    }),
    route({
      method: 'GET',
      path: `${path}/versions`,
      operation: `list${name}Versions`,
      summary: `Every version of ${words}`,
      description: 'Each in full, with when and by whom it was written.',
      auth: readers,
      query: z.strictObject(pageQuery),
      responses: { 200: { description: 'Newest first', schema: pageOf('versions', document) } },
      handler: async (request, { tables }) => {
        const { items, nextCursor } = await spec.of(tables.forRequest(request)).versions(request.query);
        return ok({ versions: items.map(shown), next_cursor: nextCursor });
      },
    }),
    route({
      method: 'GET',
      path: `${path}/versions/{version}`,
      operation: `get${name}Version`,
      summary: `One version of ${words}`,
      description: 'A version never changes: restoring one makes a new version.',
      auth: readers,
      params: versionPath,
      responses: { ...responses, ...missing },
      handler: async (request, { tables }) => {
        const found = await spec.of(tables.forRequest(request)).at(request.params.version);
        if (!found) throw notFound();
        return ok(shown(found));
      },
    }),
    route({
      method: 'POST',
      path: `${path}/versions/{version}/restore`,
      operation: `restore${name}Version`,
      summary: `Make an old version of ${words} the current one`,
      description: 'It becomes a new version, so the history shows what was restored and when.',
      auth: admins,
      versioned: true,
      idempotent: true,
      params: versionPath,
      responses: { ...refused, ...missing },
      handler: async (request, deps) => {
        const restored = async () => {
          const found = await spec.of(deps.tables.forRequest(request)).at(request.params.version);
          if (!found) throw notFound();
          return found.content;
        };
        return writeVersion(spec, request, deps, { content: restored(), settle: request.settle });
      },
    }),
  ];
};
