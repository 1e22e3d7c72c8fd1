import type { JsonSchema } from './schema-arbitrary';
import { type Filler, WORST_TEXTS } from './worst-text';

/** A body that uses up all the bytes that it may have, as the text that is sent. */
export interface WorstBody {
  readonly name: string;
  readonly text: string;
}

const fill = (bytes: number, item: string): string =>
  Array(Math.max(1, Math.floor(bytes / (item.length + 1))))
    .fill(item)
    .join(',');

/** Distinct names: objects of which JSON makes most. */
const fields = (bytes: number, value: string): string => {
  const made: string[] = [];
  for (let i = 0, size = 0; size < bytes; i += 1) {
    const field = `"f${i.toString(36)}":${value}`;
    size += field.length + 1;
    made.push(field);
  }
  return made.join(',');
};

/** JSON whose structure is what costs, wherever it is put. */
const STRUCTURES: Readonly<Record<string, (bytes: number) => string>> = {
  'arrays in arrays': (bytes) => `${'['.repeat(bytes / 2)}${']'.repeat(bytes / 2)}`,
  'objects in objects': (bytes) => `${'{"a":'.repeat(bytes / 6)}1${'}'.repeat(bytes / 6)}`,
  'arrays in arrays, as deep as is taken, over and over': (bytes) =>
    `[${fill(bytes, `${'['.repeat(25)}${']'.repeat(25)}`)}]`,
  numbers: (bytes) => `[${fill(bytes, '1')}]`,
  nulls: (bytes) => `[${fill(bytes, 'null')}]`,
  'empty objects': (bytes) => `[${fill(bytes, '{}')}]`,
  'as many objects as are taken': () => `[${Array(9_000).fill('{}').join(',')}]`,
  'as many texts as are taken': () => `[${Array(9_000).fill('""').join(',')}]`,
  'as many halves of surrogate pairs as are taken': () => `[${Array(9_000).fill('"\\ud800"').join(',')}]`,
  'many fields': (bytes) => `{${fields(bytes, '1')}}`,
  'as many fields as are taken': () => `{${fields(80_000, '1')}}`,
  'one long name, and much in it': (bytes) =>
    `{"${'n'.repeat(bytes / 2)}":[${fill(bytes / 2, '"\\udc00"').slice(0, 80_000)}"x"]}`,
  'a long number': (bytes) => '1'.repeat(bytes),
  'a number with a long exponent': (bytes) => `1e${'9'.repeat(bytes)}`,
  'a text of escapes': (bytes) => `"${'\\u0041'.repeat(bytes / 6)}"`,
  'a text without an end': (bytes) => `"${'\\"'.repeat(bytes / 2)}`,
  blanks: (bytes) => ' '.repeat(bytes),
};

/** A replacement of one part of a value, as JSON text. */
interface Place {
  readonly name: string;
  readonly schema: JsonSchema;
  put(text: string): string;
}

const ROOM = 64;

/** Every place that a schema names, in an otherwise valid value. */
function* placesIn(schema: JsonSchema, valid: unknown, name: string, put: (text: string) => string): Generator<Place> {
  yield { name, schema, put };
  for (const choice of schema.anyOf ?? schema.oneOf ?? []) yield* placesIn(choice, valid, name, put);
  const known =
    typeof valid === 'object' && valid !== null && !Array.isArray(valid) ? (valid as Record<string, unknown>) : {};
  for (const [field, inner] of Object.entries(schema.properties ?? {})) {
    const { [field]: before, ...others } = known;
    const rest = JSON.stringify(others).slice(1, -1);
    yield* placesIn(inner, before, `${name}.${field}`, (text) =>
      put(`{${rest === '' ? '' : `${rest},`}${JSON.stringify(field)}:${text}}`),
    );
  }
  if (schema.items) yield* placesIn(schema.items, undefined, `${name}[]`, (text) => put(`[${text}]`));
}

/** Makes a filling of a size, in bytes. */
type Make = (bytes: number) => string;
/** Fills almost that many bytes: in whole KiB, so that places with nearly as much room share what was made for one. */
type Fill = (kind: string, bytes: number, make: Make) => string;

const KIB = 1_024;

const fillOnce = (): Fill => {
  const made = new Map<string, string>();
  return (kind, bytes, make) => {
    const size = bytes - (bytes % KIB);
    const key = `${kind} ${size}`;
    const known = made.get(key) ?? make(size);
    made.set(key, known);
    return known;
  };
};

const textsOf = ({ schema, put, name }: Place, bytes: number, filled: Fill): WorstBody[] =>
  Object.entries(WORST_TEXTS).flatMap(([kind, filler]: [string, Filler]) => {
    const text = (size: number): string => JSON.stringify(filler(size).slice(0, size));
    const escaped = put(text(1_000)).length / 1_000;
    const room = Math.floor(bytes / Math.max(1, escaped)) - ROOM;
    const whole = { name: `${name}: ${kind}`, text: put(filled(`text of ${kind}`, room, text)) };
    const tried = COSTLY_WHOLE.includes(kind) || schema.pattern !== undefined ? [whole] : [];
    if (schema.maxLength === undefined) return [whole];
    // A text that is just short enough is processed further.
    const fitting = put(JSON.stringify(filler(4 * schema.maxLength).slice(0, schema.maxLength)));
    return [...tried, { name: `${name}: ${kind}, of the length that is taken`, text: fitting }];
  });

/** Texts that are processed before anything checks their length. */
const COSTLY_WHOLE = ['blanks', 'controls', 'marks in the wrong order', 'nearly a URL', 'nearly a time', 'Japanese'];

const isText = ({ type }: JsonSchema): boolean => type === 'string' || (Array.isArray(type) && type.includes('string'));

/** The worst bodies of a given size for a route whose body a schema describes. */
export const worstBodies = (schema: JsonSchema, valid: unknown, bytes: number): WorstBody[] => {
  const filled = fillOnce();
  const bodies = [...placesIn(schema, valid, 'body', (text) => text)].flatMap((place) => {
    const room = bytes - place.put('').length;
    return [
      ...Object.entries(STRUCTURES).map(([kind, make]) => ({
        name: `${place.name}: ${kind}`,
        text: place.put(filled(kind, room - ROOM, make)),
      })),
      ...(isText(place.schema) ? textsOf(place, room, filled) : []),
    ];
  });
  // Several choices of a schema for one place have the same worst bodies.
  const different = new Map(bodies.map((body) => [body.text, body]));
  return [...different.values()].filter(({ text }) => Buffer.byteLength(text) <= bytes);
};
