import type { Resource } from '../support/terraform';

/** A rule that every resource of some types, or of any, has to keep. */
export interface Rule {
  readonly name: string;
  readonly types: readonly string[] | 'all';
  /** What is wrong with a resource of one of the types, or nothing. */
  violation(resource: Resource, all: readonly Resource[]): string | undefined;
}

/** A block that occurs at most once: Terraform gives it as a list. */
export const first = (value: unknown): Record<string, unknown> =>
  Array.isArray(value) && typeof value[0] === 'object' && value[0] !== null
    ? (value[0] as Record<string, unknown>)
    : {};

/** Something that may be one value, several, or none. */
export const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
