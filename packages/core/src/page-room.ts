const jsonBytes = (item: unknown): number => Buffer.byteLength(JSON.stringify(item));

/**
 * The room of a page, in bytes: says of one item after the other whether it still fits. The first always does, so that every
 * page leads on.
 */
export const pageRoom = (maxBytes: number, bytesOf: (item: unknown) => number = jsonBytes) => {
  let taken = 0;
  let items = 0;
  return {
    takes: (item: unknown): boolean => {
      taken += bytesOf(item);
      items += 1;
      return items === 1 || taken <= maxBytes;
    },
  };
};

/** The first items that a page has room for. */
export const fitting = <T>(
  items: readonly T[],
  maxBytes: number,
  bytesOf?: (item: unknown) => number,
): readonly T[] => {
  const room = pageRoom(maxBytes, bytesOf);
  const tooMany = items.findIndex((item) => !room.takes(item));
  return tooMany < 0 ? items : items.slice(0, tooMany);
};
