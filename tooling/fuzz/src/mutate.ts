import fc from 'fast-check';
import { chance, type Draw, oneOf } from './draw';
import { NAMES, VALUES } from './hostile-values';

type Change = (value: unknown) => unknown;

/** Applies a change to one random node of a JSON value. Nodes near the top are more likely. */
const somewhere = (draw: Draw, value: unknown, change: Change): unknown => {
  if (value === null || typeof value !== 'object' || chance(draw, 25)) return change(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return change(value);
    const at = draw(fc.nat(value.length - 1));
    return value.map((item, i) => (i === at ? somewhere(draw, item, change) : item));
  }
  const keys = Object.keys(value);
  if (keys.length === 0) return change(value);
  const at = oneOf(draw, keys);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === at ? somewhere(draw, item, change) : item]),
  );
};

const without = (draw: Draw, value: unknown): unknown => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const keys = Object.keys(value);
  const gone = keys.length > 0 ? oneOf(draw, keys) : undefined;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== gone));
};

const withKey = (draw: Draw, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries([...Object.entries(value), [oneOf(draw, [...NAMES, 'unknown']), oneOf(draw, VALUES)]])
    : oneOf(draw, VALUES);

const often = (value: unknown): unknown =>
  Array.isArray(value) ? Array.from({ length: 50 }, () => value).flat() : [value];

/** Puts one thing wrong in a value: a part has another type or size, is added, is missing, or is repeated. */
export const mutated = (draw: Draw, value: unknown): unknown =>
  somewhere(draw, value, (part) => {
    switch (draw(fc.nat(5))) {
      case 0:
        return without(draw, part);
      case 1:
        return withKey(draw, part);
      case 2:
        return often(part);
      default:
        return oneOf(draw, VALUES);
    }
  });
