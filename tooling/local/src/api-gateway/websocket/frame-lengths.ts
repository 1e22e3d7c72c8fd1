/** A client's frames are masked: a key of four bytes comes before the payload. */
const MASK_BYTES = 4;

/**
 * Reads the lengths of a client's frames from the bytes of its connection (RFC 6455, 5.2). The WebSocket library only
 * limits whole messages, but API Gateway also limits each frame. Returns whether a frame longer than `maxBytes` has
 * begun.
 */
export const frameLengths = (maxBytes: number): ((chunk: Buffer) => boolean) => {
  let header = Buffer.alloc(0);
  let skip = 0;
  let tooLong = false;

  const lengthOf = (): { readonly header: number; readonly payload: number } | undefined => {
    if (header.length < 2) return undefined;
    const short = header.readUInt8(1) & 0x7f;
    const extended = short === 127 ? 8 : short === 126 ? 2 : 0;
    if (header.length < 2 + extended) return undefined;
    const payload =
      extended === 8 ? Number(header.readBigUInt64BE(2)) : extended === 2 ? header.readUInt16BE(2) : short;
    return { header: 2 + extended + MASK_BYTES, payload };
  };

  return (chunk) => {
    let rest = chunk;
    while (rest.length > 0 && !tooLong) {
      if (skip > 0) {
        const passed = Math.min(skip, rest.length);
        skip -= passed;
        rest = rest.subarray(passed);
        continue;
      }
      const before = header.length;
      header = Buffer.concat([header, rest.subarray(0, 2 + 8)]);
      const length = lengthOf();
      if (!length) return false;
      tooLong = length.payload > maxBytes;
      skip = length.header + length.payload - before;
      header = Buffer.alloc(0);
    }
    return tooLong;
  };
};
