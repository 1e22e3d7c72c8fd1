import { FaqIndex } from '../faq-index';
import { Part } from '../segment/part';
import { packSections, SectionReader } from '../segment/sections';
import { Segment } from '../segment/segment';
import { type Followed, NONE_AHEAD } from './followed';

/**
 * Counts the ways in which snapshots were made: their layout, and what the analysis makes of a text. A snapshot made in
 * another way is not read. A test fails when it must count on.
 */
export const SNAPSHOT_FORMAT = 1;

interface Header {
  readonly format: number;
  readonly version: number;
  readonly readAt: number;
  readonly counted: readonly string[];
}

/** An index and how far it has followed its FAQ, as bytes that are read with hardly any work. */
export const packSnapshot = ({ index, version, readAt, counted }: Followed): Uint8Array => {
  const header = { format: SNAPSHOT_FORMAT, version, readAt, counted: [...counted] } satisfies Header;
  return packSections([
    Buffer.from(JSON.stringify(header)),
    ...index.rewritten().parts.map(({ segment }) => segment.packed),
  ]);
};

/** What `packSnapshot` packed; `undefined` if it was made in another way. */
export const readSnapshot = (bytes: Uint8Array): Followed | undefined => {
  // Bytes from the network may begin anywhere in a larger buffer, but numbers are read at multiples of four.
  const sections = new SectionReader(bytes.byteOffset % 4 === 0 ? bytes : bytes.slice());
  const header = JSON.parse(Buffer.from(sections.bytes()).toString()) as Header;
  if (header.format !== SNAPSHOT_FORMAT) return undefined;
  const parts: Part[] = [];
  // Each is copied, so that one that is merged away frees its memory.
  while (sections.left > 0) parts.push(new Part(new Segment(Uint8Array.from(sections.bytes()))));
  return {
    index: new FaqIndex(parts),
    version: header.version,
    readAt: header.readAt,
    counted: new Set(header.counted),
    ahead: NONE_AHEAD,
  };
};
