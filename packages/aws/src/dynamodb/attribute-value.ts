/**
 * JavaScript values as DynamoDB's JSON, and back: what `@aws-sdk/util-dynamodb` and the SDK's serializer do in two passes, in
 * one (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html#Programming.LowLevelAPI.DataTypeDescriptors).
 */

/** An attribute's value on the wire. Binary values are in base64. */
export type AttributeValue = Readonly<Record<string, unknown>>;

const numberText = (value: number): string => {
  if (!Number.isFinite(value)) throw new Error(`Special numeric value ${value} is not allowed`);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER)
    throw new Error(`The number ${value} is not exact; a bigint would be.`);
  return String(value);
};

const base64 = (bytes: ArrayBufferView | ArrayBuffer): string =>
  (bytes instanceof ArrayBuffer
    ? Buffer.from(bytes)
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  ).toString('base64');

const setOf = (set: ReadonlySet<unknown>): AttributeValue => {
  const values = [...set].filter((value) => value !== undefined);
  const [first] = values;
  if (typeof first === 'string') return { SS: values };
  if (typeof first === 'number' || typeof first === 'bigint')
    return { NS: values.map((value) => toAttribute(value).N) };
  if (ArrayBuffer.isView(first)) return { BS: values.map((value) => base64(value as ArrayBufferView)) };
  throw new Error('DynamoDB has sets of strings, of numbers and of binary values, and no empty ones.');
};

/** Leaves out what is `undefined` or a function. */
export const toAttributes = (values: object): Record<string, AttributeValue> => {
  const attributes: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && typeof value !== 'function') attributes[name] = toAttribute(value);
  }
  return attributes;
};

/** @throws Error for what DynamoDB has no type for, and for numbers that are not exact. */
export const toAttribute = (value: unknown): AttributeValue => {
  switch (typeof value) {
    case 'string':
      return { S: value };
    case 'number':
      return { N: numberText(value) };
    case 'bigint':
      return { N: String(value) };
    case 'boolean':
      return { BOOL: value };
    case 'object':
      break;
    default:
      throw new Error(`DynamoDB has no type for a ${typeof value}.`);
  }
  if (value === null) return { NULL: true };
  if (Array.isArray(value)) {
    return { L: value.filter((item) => item !== undefined && typeof item !== 'function').map(toAttribute) };
  }
  if (value instanceof Set) return setOf(value);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return { B: base64(value) };
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) throw new Error('DynamoDB has no type for a class.');
  return { M: toAttributes(value) };
};

const numberOf = (text: string): number | bigint => {
  const value = Number(text);
  return Math.abs(value) > Number.MAX_SAFE_INTEGER && Number.isFinite(value) ? BigInt(text) : value;
};

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'base64');

export const fromAttributes = (attributes: Readonly<Record<string, AttributeValue>>): Record<string, unknown> => {
  const values: Record<string, unknown> = {};
  for (const name in attributes) values[name] = fromAttribute(attributes[name] as AttributeValue);
  return values;
};

/** @throws Error for a type that DynamoDB does not have. */
export const fromAttribute = (attribute: AttributeValue): unknown => {
  for (const type in attribute) {
    const value = attribute[type];
    switch (type) {
      case 'S':
        return value;
      case 'N':
        return numberOf(value as string);
      case 'BOOL':
        return value;
      case 'NULL':
        return null;
      case 'M':
        return fromAttributes(value as Record<string, AttributeValue>);
      case 'L':
        return (value as AttributeValue[]).map(fromAttribute);
      case 'B':
        return bytesOf(value as string);
      case 'SS':
        return new Set(value as string[]);
      case 'NS':
        return new Set((value as string[]).map(numberOf));
      case 'BS':
        return new Set((value as string[]).map(bytesOf));
      default:
        throw new Error(`DynamoDB has no type ${type}.`);
    }
  }
  throw new Error('An attribute has a type.');
};
