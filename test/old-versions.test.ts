import { join } from 'node:path';
import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';

interface Alias {
  readonly FunctionVersion: string;
  readonly RoutingConfig?: { readonly AdditionalVersionWeights: Readonly<Record<string, number>> };
}

type OldVersions = (
  keep: number,
  versions: { readonly Versions: readonly { readonly Version: string }[] },
  aliases: { readonly Aliases: readonly Alias[] },
) => number[];

const { oldVersions } = require(join(__dirname, '..', 'scripts', 'lib', 'old-versions.cjs')) as {
  oldVersions: OldVersions;
};

/** Which of the versions would be deleted; Lambda lists them in any order, with `$LATEST` among them. */
const old = (keep: number, versions: readonly number[], aliases: readonly Alias[]): number[] =>
  oldVersions(
    keep,
    { Versions: ['$LATEST', ...versions.map(String)].map((Version) => ({ Version })) },
    { Aliases: aliases },
  );

const live = (version: number): Alias => ({ FunctionVersion: String(version) });

test('the versions before the live one that a rollback may need are kept, and older ones are not', () => {
  expect(old(2, [5, 1, 4, 2, 3], [live(5)])).toEqual([1, 2]);
});

test('after a rollback, versions are counted from the one that is live again, and newer ones stay', () => {
  expect(old(2, [1, 2, 3, 4, 5, 6], [live(4)])).toEqual([1]);
});

test('a version that gets a share of the requests counts as much as the live one', () => {
  const weighted = { ...live(6), RoutingConfig: { AdditionalVersionWeights: { '3': 0.1 } } };
  expect(old(1, [1, 2, 3, 4, 5, 6], [weighted])).toEqual([1]);
});

test('if no alias says which version is live, nothing is deleted', () => {
  expect(old(1, [1, 2, 3], [])).toEqual([]);
});

test('no alias ever loses its version, nor one of the versions before it', () => {
  assertProperty(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 40 }),
      fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 10 }),
      (versions, picks, keep) => {
        const sorted = [...versions].sort((a, b) => a - b);
        const pointedTo = picks.map((pick) => sorted[pick % sorted.length] ?? 0);
        const deleted = new Set(old(keep, versions, pointedTo.map(live)));
        for (const version of pointedTo) {
          const at = sorted.indexOf(version);
          for (const needed of sorted.slice(Math.max(0, at - keep), at + 1)) expect(deleted).not.toContain(needed);
        }
        expect(deleted.size).toBe(Math.max(0, sorted.indexOf(Math.min(...pointedTo)) - keep));
      },
    ),
  );
});
