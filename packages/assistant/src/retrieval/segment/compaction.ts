import { merged } from './merged';
import { Part } from './part';

/** Parts of fewer entries than this are merged when there are more of them than `MOST_SMALL`. */
const SMALL = 256;
const MOST_SMALL = 8;
/** Entries that are merged at once: some milliseconds of work. */
const MERGED_AT_ONCE = 512;

/**
 * The parts of an index, fewer where there are many small ones: of these the smallest become one. Each edit adds a part of one
 * entry, so that this happens once in some edits, and mostly to small ones.
 */
export const compacted = (parts: readonly Part[]): readonly Part[] => {
  const small = parts.filter(({ size }) => size < SMALL).sort((a, b) => a.size - b.size);
  if (small.length <= MOST_SMALL) return parts;
  const together: Part[] = [];
  let entries = 0;
  for (const part of small.slice(0, MOST_SMALL)) {
    entries += part.size;
    if (entries <= MERGED_AT_ONCE) together.push(part);
  }
  return [...parts.filter((part) => !together.includes(part)), new Part(merged(together))];
};

/** The same entries in parts of at most so many, without anything that is gone. Full parts stay as they are. */
export const rewritten = (parts: readonly Part[], most: number): Part[] => {
  const isWhole = ({ size, segment }: Part): boolean => size === segment.size && size >= SMALL;
  const groups: Part[][] = [];
  let entries = most;
  for (const part of parts) {
    if (isWhole(part) || part.size === 0) continue;
    entries += part.size;
    if (entries > most) {
      groups.push([]);
      entries = part.size;
    }
    groups.at(-1)?.push(part);
  }
  return [...parts.filter(isWhole), ...groups.map((group) => new Part(merged(group)))];
};
