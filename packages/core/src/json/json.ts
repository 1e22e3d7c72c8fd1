import { randomUUID } from 'node:crypto';

/** An object of JSON that Frontdesk keeps as it was sent, and does not read. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Marks the strings that stand for numbers while JSON is read or written. No caller can guess it. */
const MARK = `number ${randomUUID()} `;
const MARKED = new RegExp(`"${MARK}(-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?)"`, 'g');

/** Whether `stringifyJson` is running. */
let writing = false;

/** A number that a double cannot hold, such as 9007199254740993 or 1e400, as its digits were sent. */
export class JsonNumber {
  readonly #literal: string;

  constructor(literal: string) {
    this.#literal = literal;
  }

  toString(): string {
    return this.#literal;
  }

  /** `stringifyJson` writes the number itself; `JSON.stringify`, which knows only doubles, writes the nearest one. */
  toJSON(): string | number {
    return writing ? MARK + this.#literal : Number(this.#literal);
  }
}

const LITERAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/;

/** A number's digits without zeros at either end, and their power of ten: the same for equal numbers. */
const normalized = (literal: string): string => {
  const [, sign, whole = '', fraction = '', exponent = '0'] = LITERAL.exec(literal) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  if (digits === '') return '0';
  // A regular expression would look at a row of zeros once for each of them.
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return `${sign}${digits.slice(0, end)}e${Number(exponent) - fraction.length + digits.length - end}`;
};

/** Whether the number survives being read as a double. */
const isExact = (literal: string): boolean => {
  const value = Number(literal);
  if (!Number.isFinite(value)) return false;
  const written = String(value);
  return written === literal || normalized(written) === normalized(literal);
};

/** Where the string ends that begins at an index, in valid JSON. */
const endOfString = (json: string, from: number): number => {
  let at = from + 1;
  while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at + 1;
};

const NUMBER = /-?\d[-+.\deE]*/y;

/** Valid JSON with strings in place of the numbers that a double would change; the same text if there are none. */
const marked = (json: string): string => {
  const parts: string[] = [];
  let copied = 0;
  for (let at = 0; at < json.length; ) {
    const character = json[at] ?? '';
    if (character === '"') {
      at = endOfString(json, at);
    } else if (character === '-' || (character >= '0' && character <= '9')) {
      NUMBER.lastIndex = at;
      const [literal = ''] = NUMBER.exec(json) ?? [];
      if (!isExact(literal)) {
        parts.push(json.slice(copied, at), `"${MARK}${literal}"`);
        copied = at + literal.length;
      }
      at += literal.length;
    } else {
      at += 1;
    }
  }
  return parts.length === 0 ? json : parts.join('') + json.slice(copied);
};

/** Replaces the strings by their numbers. A reviver would take ten times as long. */
const revived = (value: unknown): unknown => {
  const root = { value };
  const rest: Record<string, unknown>[] = [root];
  for (let at = rest.pop(); at !== undefined; at = rest.pop()) {
    for (const key of Object.keys(at)) {
      // JSON.parse makes a field `__proto__` an own property, which is found before the inherited one.
      const part = at[key];
      if (typeof part === 'object' && part !== null) rest.push(part as Record<string, unknown>);
      else if (typeof part === 'string' && part.startsWith(MARK)) at[key] = new JsonNumber(part.slice(MARK.length));
    }
  }
  return root.value;
};

/** A text with neither of these holds no number that a double would change. */
const MAY_BE_INEXACT = /[\d.]{16}|[eE][-+]?\d{2}/;

/**
 * Reads JSON without loss. JSON does not limit its numbers (RFC 8259, section 6), but a double does: a number that a double
 * would change becomes a `JsonNumber`. `JSON.parse` itself gives access to a number's digits only from Node.js 22 on.
 * @throws SyntaxError
 */
export const parseJson = (json: string): unknown => {
  const value: unknown = JSON.parse(json);
  if (!MAY_BE_INEXACT.test(json)) return value;
  const text = marked(json);
  return text === json ? value : revived(JSON.parse(text));
};

/** Writes what `parseJson` has read, every number with its exact value. */
export const stringifyJson = (value: unknown): string => {
  writing = true;
  try {
    const json = JSON.stringify(value);
    return json.includes(MARK) ? json.replace(MARKED, '$1') : json;
  } finally {
    writing = false;
  }
};

/** The size of a value as JSON, in bytes of UTF-8. */
export const jsonBytes = (value: unknown): number => Buffer.byteLength(stringifyJson(value));
