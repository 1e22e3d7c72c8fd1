import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { fitting } from '../src/page-room';

const bytes = (items: readonly unknown[]): number =>
  items.reduce<number>((sum, item) => sum + Buffer.byteLength(JSON.stringify(item)), 0);

test('a page holds the first items, as many as fit and at least one', () => {
  assertProperty(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 20 })), fc.nat(100), (items, maxBytes) => {
      const page = fitting(items, maxBytes);
      expect(page).toEqual(items.slice(0, page.length));
      expect(page.length).toBeGreaterThanOrEqual(Math.min(1, items.length));
      if (page.length > 1) expect(bytes(page)).toBeLessThanOrEqual(maxBytes);
      if (page.length < items.length) expect(bytes(items.slice(0, page.length + 1))).toBeGreaterThan(maxBytes);
    }),
  );
});

test('reading all pages gives every item exactly once', () => {
  assertProperty(
    fc.property(fc.array(fc.nat(1_000)), fc.nat(40), (items, maxBytes) => {
      const seen: number[] = [];
      while (seen.length < items.length) seen.push(...fitting(items.slice(seen.length), maxBytes));
      expect(seen).toEqual(items);
    }),
  );
});
