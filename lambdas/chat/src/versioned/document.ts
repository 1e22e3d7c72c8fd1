import { type Answer, count, ok, versionHeaders } from '@frontdesk/core/http';
import type { DocumentVersion, TenantTables, VersionedDocument } from '@frontdesk/tables';
import * as z from 'zod/mini';

/** A document that is replaced as a whole and keeps all its versions. */
export interface DocumentSpec<C extends object> {
  /** `/prompt` */
  readonly path: string;
  /** The end of the operations' names: `getSystemPrompt`. */
  readonly name: string;
  /** In a sentence: "the system prompt". */
  readonly words: string;
  readonly content: z.ZodMiniObject & z.ZodMiniType<C>;
  /** Content that a tenant might write. */
  readonly example: C & Record<string, unknown>;
  /** The content for a tenant that has never written one. */
  readonly initial: C;
  of(tables: TenantTables<'prompts'>): VersionedDocument<C>;
}

/** What the API shows of a version: the content's own fields, its number, its author and its time. */
export const shown = <C extends object>({ content, ...version }: DocumentVersion<C>): object => ({
  ...content,
  ...version,
});

export const shownSchema = <C extends object>({ content }: DocumentSpec<C>) =>
  z.extend(content, { version: count, updated_at: z.nullable(z.string()), updated_by: z.nullable(z.string()) });

/** What identifies a state of the document: it is never deleted, so each version is written only once. */
export const stateOf = (current: DocumentVersion<object> | undefined) => ({
  version: current?.version ?? 0,
  created_at: current?.updated_at ?? '1970-01-01T00:00:00.000Z',
});

/** The answer that shows the document as it is now. */
export const currentAnswer = <C extends object>(
  spec: DocumentSpec<C>,
  current: DocumentVersion<C> | undefined,
): Answer =>
  ok(
    current ? shown(current) : { ...spec.initial, version: 0, updated_at: null, updated_by: null },
    versionHeaders(stateOf(current)),
  );
