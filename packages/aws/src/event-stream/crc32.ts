import { once } from '@frontdesk/core/cache';

/** The table of CRC-32 (ISO 3309, the one of gzip). Node.js has the function only from 20.15 on, in zlib, which functions load late. */
const table = once(() =>
  Uint32Array.from({ length: 256 }, (_, byte) => {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit += 1) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
    return remainder;
  }),
);

/** The CRC-32 checksum of some bytes, as an unsigned number. */
export const crc32 = (bytes: Uint8Array): number => {
  const remainders = table();
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (remainders[(crc ^ byte) & 0xff] ?? 0);
  return ~crc >>> 0;
};
