import type { Schema } from '@frontdesk/core/declare';
import * as z from 'zod/mini';

export type Json = Record<string, unknown>;

/** zod leaves a default out where text is read into it: a parameter's, which the document shows as what it is read into. */
const withDefault = ({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: Json }): void => {
  if (zodSchema._zod.def.type === 'default') jsonSchema.default ??= zodSchema._zod.def.defaultValue;
};

/** A declared schema as the documents have it: what is sent (`input`) or what is answered (`output`). */
export const jsonSchema = (schema: Schema, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: withDefault }) as Json;
  return rest;
};
