import type { Schema } from '@frontdesk/core/declare';
import * as z from 'zod/mini';

export type Json = Record<string, unknown>;

/** Adds a parameter's default to its schema. zod leaves it out of input schemas when the value is read from text. */
const withDefault = ({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: Json }): void => {
  if (zodSchema._zod.def.type === 'default') jsonSchema.default ??= zodSchema._zod.def.defaultValue;
};

/** A declared schema as JSON Schema: of what is sent (`input`) or of what is answered (`output`). */
export const jsonSchema = (schema: Schema, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: withDefault }) as Json;
  return rest;
};
