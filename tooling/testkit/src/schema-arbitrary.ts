import fc from 'fast-check';

/** As much of JSON Schema as the OpenAPI document uses. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

export interface Vocabulary {
  /** Free text. */
  readonly text: fc.Arbitrary<string>;
  /** Values that a field of this name had in some answer; `undefined` if there are none. */
  readonly known: (field: string) => fc.Arbitrary<string> | undefined;
  /** A time, in ISO 8601, for a field of this name: ends come after the beginnings that they belong to. */
  readonly time: (field: string) => fc.Arbitrary<string>;
}

const MAX_ITEMS = 3;

const matching = new Map<string, fc.Arbitrary<string>>();

/** Texts that match a pattern. Kept by pattern, because fast-check takes up to 30 ms to prepare one. */
const textMatching = (pattern: string): fc.Arbitrary<string> => {
  const known = matching.get(pattern) ?? fc.stringMatching(new RegExp(pattern), { size: 'small' });
  matching.set(pattern, known);
  return known;
};

const stringOf = (schema: JsonSchema, field: string, words: Vocabulary): fc.Arbitrary<string> => {
  const known = words.known(field);
  if (known) return known;
  if (schema.format === 'date-time' || /_at$|^from$|^to$/.test(field)) return words.time(field);
  if (schema.format === 'uri' || field === 'url') return fc.constant('https://shop.example/hook');
  if (schema.pattern !== undefined) return textMatching(schema.pattern);
  return words.text.map((text) => text.slice(0, schema.maxLength ?? text.length));
};

/** Values that a schema describes, made from the vocabulary. The API may still refuse what a schema cannot express. */
export const schemaArbitrary = (schema: JsonSchema, field: string, words: Vocabulary): fc.Arbitrary<unknown> => {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => schemaArbitrary(choice, field, words)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'string':
      return stringOf(schema, field, words);
    case 'integer':
    case 'number':
      return fc.integer({ min: Math.max(schema.minimum ?? 0, -1e6), max: Math.min(schema.maximum ?? 20, 1e6) });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(schemaArbitrary(schema.items ?? {}, field, words), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? MAX_ITEMS, MAX_ITEMS),
      });
    case 'object':
      return objectOf(schema, words);
    default:
      return words.text;
  }
};

const objectOf = ({ properties = {}, required = [] }: JsonSchema, words: Vocabulary): fc.Arbitrary<object> =>
  fc.record(
    Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [name, schemaArbitrary(property, name, words)]),
    ),
    { requiredKeys: [...required] },
  );
