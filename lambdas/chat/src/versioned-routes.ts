import { isoTime } from '@frontdesk/core/clock';
import type { AnswerDeclaration } from '@frontdesk/core/declare';
import { notFound, Problem } from '@frontdesk/core/errors/problem';
import { type Answer, ok, type Request } from '@frontdesk/core/http';
import { pageOf, pageQuery, textNumber } from '@frontdesk/core/http/schemas';
import type { DocumentVersion, TenantTables, VersionedDocument } from '@frontdesk/tables';
import * as z from 'zod/mini';
import { type Deps, route } from './deps';

interface DocumentSpec<C> {
  /** `/prompt` */
  readonly path: string;
  /** Ends the operations' names: `getSystemPrompt`. */
  readonly name: string;
  /** In a sentence: "the system prompt". */
  readonly words: string;
  readonly content: z.ZodMiniObject & z.ZodMiniType<C>;
  /** What a tenant has that never wrote one. */
  readonly initial: C;
  of(tables: TenantTables): VersionedDocument<C>;
}

const admins = { staff: ['admin'], service: true } as const;
const readers = { staff: true, service: true } as const;

/**
 * The routes of a document that is replaced as a whole and keeps all its versions: read, replace, list, read one, restore.
 * A write that says from which version it was made is refused when that one is no longer current.
 */
export const versionedRoutes = <C extends object>(spec: DocumentSpec<C>) => {
  const { path, name, words, content } = spec;
  const document = z.extend(content, {
    version: z.int(),
    updated_at: z.nullable(z.string()),
    updated_by: z.nullable(z.string()),
  });
  const answerOf = ({ content: inner, ...version }: DocumentVersion<C>): Answer => ok({ ...inner, ...version });
  const answers: Record<number, AnswerDeclaration> = {
    200: { description: `${words}, as it is now`, schema: document },
  };
  const refused = { ...answers, 409: { description: 'The version given is no longer the current one' } };

  const write = async (
    { tenant, principal }: Pick<Request<unknown, unknown, unknown>, 'tenant' | 'principal'>,
    { tables, clock }: Deps,
    next: C,
    basedOn: number | undefined,
  ): Promise<Answer> => {
    const door = tables.forTenant(tenant);
    const versions = spec.of(door);
    const current = (await versions.current())?.version ?? 0;
    if (basedOn !== undefined && basedOn !== current) {
      throw new Problem('version_conflict', {
        detail: `The current version is ${current}; the change was made from ${basedOn}.`,
      });
    }
    const written = {
      version: current + 1,
      content: next,
      updated_at: isoTime(clock.now()),
      updated_by: `${principal.kind}:${principal.id}`,
    };
    await door.commit(versions.write(written));
    return answerOf(written);
  };

  const body = z.extend(content, { version: z.optional(z.int().check(z.gte(0))) });
  const replace = (method: 'PUT' | 'POST') =>
    route({
      method,
      path,
      operation: `${method === 'PUT' ? 'replace' : 'post'}${name}`,
      summary: `Replace ${words}`,
      description: `\`version\` is the one the change was made from${method === 'PUT' ? '' : '. POST is kept for older callers and is the same as PUT'}.`,
      who: admins,
      body,
      answers: refused,
      handler: async (request, deps) => {
        const { version, ...next } = request.body as { version?: number };
        return write(request, deps, next as C, version);
      },
    });

  const versionPath = z.strictObject({ version: textNumber(1, 9_999_999_999) });

  return [
    route({
      method: 'GET',
      path,
      operation: `get${name}`,
      summary: `Read ${words}`,
      who: readers,
      answers,
      handler: async ({ tenant }, { tables }) => {
        const current = await spec.of(tables.forTenant(tenant)).current();
        return current ? answerOf(current) : ok({ ...spec.initial, version: 0, updated_at: null, updated_by: null });
      },
    }),
    replace('PUT'),
    replace('POST'),
    route({
      method: 'GET',
      path: `${path}/versions`,
      operation: `list${name}Versions`,
      summary: `Every version of ${words}`,
      who: readers,
      query: z.strictObject(pageQuery),
      answers: { 200: { description: 'Newest first', schema: pageOf('versions', document) } },
      handler: async ({ tenant, query }, { tables }) => {
        const { items, nextCursor } = await spec.of(tables.forTenant(tenant)).versions(query);
        return ok({ versions: items.map((item) => answerOf(item).body), next_cursor: nextCursor });
      },
    }),
    route({
      method: 'GET',
      path: `${path}/versions/{version}`,
      operation: `get${name}Version`,
      summary: `One version of ${words}`,
      who: readers,
      params: versionPath,
      answers: { ...answers, 404: { description: 'There is no such version' } },
      handler: async ({ tenant, params }, { tables }) => {
        const found = await spec.of(tables.forTenant(tenant)).at(params.version);
        if (!found) throw notFound();
        return answerOf(found);
      },
    }),
    route({
      method: 'POST',
      path: `${path}/versions/{version}/restore`,
      operation: `restore${name}Version`,
      summary: `Make an old version of ${words} the current one`,
      description: 'As a new version: what was restored, and when, stays visible.',
      who: admins,
      params: versionPath,
      answers: { ...refused, 404: { description: 'There is no such version' } },
      handler: async (request, deps) => {
        const found = await spec.of(deps.tables.forTenant(request.tenant)).at(request.params.version);
        if (!found) throw notFound();
        return write(request, deps, found.content, undefined);
      },
    }),
  ];
};
