import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const SCRIPT = join(__dirname, '..', 'scripts', 'lib', 'protected-losses.cjs');

/** The protected things that a plan with these changes would lose. */
const losses = (
  ...changes: readonly [address: string, actions: readonly string[], before: object | null][]
): string[] =>
  execFileSync(process.execPath, [SCRIPT], {
    encoding: 'utf8',
    input: JSON.stringify({
      resource_changes: changes.map(([address, actions, before]) => ({ address, change: { actions, before } })),
    }),
  })
    .split('\n')
    .filter(Boolean);

test('protected pools and tables that a plan replaces or deletes are listed', () => {
  expect(
    losses(
      ['pool', ['delete', 'create'], { deletion_protection: 'ACTIVE' }],
      ['table', ['create', 'delete'], { deletion_protection_enabled: true }],
      ['another', ['delete'], { deletion_protection_enabled: true }],
    ),
  ).toEqual(['pool', 'table', 'another']);
});

test('resources that are not protected, or only added or changed, are not listed', () => {
  expect(
    losses(
      ['pool', ['delete', 'create'], { deletion_protection: 'INACTIVE' }],
      ['table', ['update'], { deletion_protection_enabled: true }],
      ['made', ['create'], null],
      ['function', ['delete', 'create'], {}],
    ),
  ).toEqual([]);
});
