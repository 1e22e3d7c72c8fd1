import type { Handles } from '@frontdesk/testkit/handles';
import type { Operation, Parameter } from '@frontdesk/testkit/operations';
import { schemaArbitrary, type Vocabulary } from '@frontdesk/testkit/schema-arbitrary';
import fc from 'fast-check';
import { chance, type Draw, oneOf } from './draw';
import { BODIES, MEDIA_TYPES } from './hostile-bodies';
import { HEADERS, METHODS, PATHS, QUERIES } from './hostile-parts';
import { TEXTS } from './hostile-values';
import { mutated } from './mutate';
import { jsonText } from './raw-json';

export interface Caller {
  /** The variable that is shown in place of the token. */
  readonly variable: string;
  readonly token: string;
  /** The tenant in `x-client-id`, if the caller must send one. */
  readonly tenant?: string;
  /** The tenant that the caller names where it needs no token. */
  readonly home: string;
}

/** A request exactly as it is sent, byte for byte. */
export interface FuzzRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Buffer;
}

export interface Sources {
  readonly operations: readonly Operation[];
  readonly callers: readonly Caller[];
  /** Values from earlier answers of either tenant, by the name of their field. */
  readonly handles: Handles;
  /** Values from the `location` headers of earlier answers, by the name of the path's variable. */
  readonly made: Handles;
}

/** How much is wrong with a request: nothing, a little, or as much as possible. */
type Mood = 'valid' | 'mutated' | 'hostile';

/** How many of the most recent values are used. The things they name probably still exist. */
const RECENT = 8;

const vocabulary = (handles: Handles): Vocabulary => ({
  text: fc.constantFrom('Where do I park?', 'カットはいくらですか？', 'How much is a check-up?', 'Yes.', 'web'),
  known: (field) => {
    const values = [...(handles.get(field) ?? [])];
    return values.length > 0 ? fc.constantFrom(...values) : undefined;
  },
  time: (field) =>
    fc
      .integer({ min: 0, max: 400 })
      .map((hours) => new Date(Date.UTC(2028, 0, /^to|^end/.test(field) ? 25 : 4) + hours * 3_600_000).toISOString()),
});

/** Percent-encodes text for a request line. It also handles half surrogates, which `encodeURIComponent` refuses. */
const encoded = (text: string): string => (text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80');

const targetOf = (draw: Draw, operation: Operation, mood: Mood, { handles, made }: Sources): string => {
  if (mood === 'hostile' && chance(draw, 20)) return oneOf(draw, PATHS);
  const words = vocabulary(handles);
  const textOf = ({ name, in: place, schema }: Parameter): string => {
    if (mood !== 'valid' && chance(draw, 15)) return oneOf(draw, TEXTS);
    const there = place === 'path' ? [...(made.get(name) ?? [])] : [];
    return there.length > 0 && chance(draw, 70)
      ? oneOf(draw, there.slice(-RECENT))
      : String(draw(schemaArbitrary(schema, name, words)));
  };
  let path = operation.path;
  const query: string[] = [];
  for (const parameter of operation.parameters) {
    const { name, in: place, required } = parameter;
    if (place === 'path') path = path.replace(`{${name}}`, () => encoded(textOf(parameter)));
    if (place === 'query' && (required || chance(draw, 30))) query.push(`${name}=${encoded(textOf(parameter))}`);
  }
  if (mood === 'hostile' && chance(draw, 30)) query.push(oneOf(draw, QUERIES));
  return query.length > 0 ? `${path}?${query.join('&')}` : path;
};

const bodyOf = (
  draw: Draw,
  { bodies }: Operation,
  mood: Mood,
  words: Vocabulary,
): [type: string, body: Buffer] | undefined => {
  const types = Object.keys(bodies);
  if (types.length === 0 && (mood !== 'hostile' || chance(draw, 80))) return undefined;
  if (mood === 'hostile' && chance(draw, 40)) {
    return [oneOf(draw, [...types, ...MEDIA_TYPES]), oneOf(draw, BODIES)];
  }
  const type = oneOf(draw, types.length > 0 ? types : ['application/json']);
  const { schema = {}, example } = bodies[type] ?? {};
  if (schema.type === 'string') {
    const text = String(example);
    return [type, Buffer.from(mood === 'valid' ? text : text.repeat(3).slice(draw(fc.nat(20))))];
  }
  let value = chance(draw, 40) && example !== undefined ? example : draw(schemaArbitrary(schema, 'body', words));
  for (let times = mood === 'valid' ? 0 : 1 + draw(fc.nat(2)); times > 0; times -= 1) value = mutated(draw, value);
  return [type, Buffer.from(jsonText(value))];
};

const headersOf = (
  draw: Draw,
  { token, tenant, home }: Caller,
  { secured, parameters }: Operation,
  mood: Mood,
): FuzzRequest['headers'] => {
  const own: [string, string][] = [];
  if (secured) own.push(['authorization', `Bearer ${token}`]);
  const named = secured ? tenant : parameters.some(({ name }) => name === 'x-client-id') ? home : undefined;
  if (named !== undefined) own.push(['x-client-id', named]);
  if (chance(draw, 15)) own.push(['idempotency-key', `key-${draw(fc.nat(40))}`]);
  if (mood !== 'hostile') return own;
  const odd = Array.from({ length: draw(fc.nat(2)) }, () => oneOf(draw, HEADERS));
  const replaced = chance(draw, 50) ? own.filter(([name]) => !odd.some(([other]) => other === name)) : own;
  return [...replaced, ...odd];
};

/**
 * If the head is larger than this, Node's server refuses it unread, so it does not know that the method is `HEAD`, and
 * sends a body.
 */
const READ_HEAD_BYTES = 15_000;

const headBytes = (target: string, headers: FuzzRequest['headers']): number =>
  target.length + headers.reduce((bytes, [name, value]) => bytes + name.length + value.length + 4, 0);

/** Makes one request. About a third of them are valid, a third slightly wrong and a third thoroughly wrong. */
export const fuzzRequest = (draw: Draw, sources: Sources): FuzzRequest => {
  const { operations, callers, handles } = sources;
  const operation = oneOf(draw, operations);
  const mood = oneOf<Mood>(draw, ['valid', 'mutated', 'hostile']);
  const sent = bodyOf(draw, operation, mood, vocabulary(handles));
  const method = mood === 'hostile' && chance(draw, 10) ? oneOf(draw, METHODS) : operation.method;
  const target = targetOf(draw, operation, mood, sources);
  const headers = [...headersOf(draw, oneOf(draw, callers), operation, mood)];
  if (sent) headers.push(['content-type', mood === 'hostile' && chance(draw, 15) ? oneOf(draw, MEDIA_TYPES) : sent[0]]);
  const unread = headBytes(target, headers) > READ_HEAD_BYTES;
  return {
    method: method === 'HEAD' && unread ? operation.method : method,
    target,
    headers,
    ...(sent && { body: sent[1] }),
  };
};
