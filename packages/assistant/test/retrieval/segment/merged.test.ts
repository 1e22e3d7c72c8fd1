import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { indexed } from '../../../src/retrieval/segment/indexed';
import { merged } from '../../../src/retrieval/segment/merged';
import { Part } from '../../../src/retrieval/segment/part';
import { Segment } from '../../../src/retrieval/segment/segment';
import { someHistory, whatIsLeft } from '../../support/histories';

test('parts are merged into the very bytes that an index of what is left of them has', () => {
  assertProperty(
    fc.property(someHistory, ({ first, edits }) => {
      let parts = [new Part(indexed(first))];
      for (const { removed, written } of edits) {
        const ids = [...removed, ...written.map(({ faq_id }) => faq_id)];
        parts = [...parts.map((part) => part.without(ids)), new Part(indexed(written))];
      }
      const expected = [...whatIsLeft(first, edits)].map(({ faq_id }) => faq_id).sort();
      const result = merged(parts);
      expect(Array.from({ length: result.size }, (_, number) => result.ids.at(number))).toEqual(expected);
      expect(Buffer.compare(result.packed, indexed(whatIsLeft(first, edits)).packed)).toBe(0);
    }),
    { numRuns: 500 },
  );
});

test('a segment is read from its bytes as it was, wherever they lie', () => {
  assertProperty(
    fc.property(someHistory, ({ first }) => {
      const { packed } = indexed(first);
      const elsewhere = new Uint8Array(packed.length + 8);
      elsewhere.set(packed, 8);
      const read = new Segment(elsewhere.subarray(8));
      const entries = Array.from({ length: read.size }, (_, number) => read.entry(number));
      const expected = first.map(({ embedding: _, ...entry }) => entry);
      expect(entries).toEqual(expected.sort((a, b) => (a.faq_id < b.faq_id ? -1 : 1)));
    }),
    { numRuns: 200 },
  );
});
