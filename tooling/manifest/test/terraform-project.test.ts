import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faults } from '../src/check';
import { SHOP } from './fixtures/shop';
import { TERRAFORM_PROJECT, terraformManifest } from './fixtures/terraform-project';

test("the manifest in Terraform's tests was made from declarations, and is up to date", () => {
  // Made anew by: node_modules/.bin/tsx tooling/manifest/test/fixtures/write.ts
  expect(JSON.parse(readFileSync(join(TERRAFORM_PROJECT, 'manifest.json'), 'utf8'))).toEqual(
    JSON.parse(terraformManifest()),
  );
});

test('a build accepts those declarations', () => {
  expect(faults(SHOP)).toEqual([]);
});

test('they contain every kind of event source, and a grant for every kind of resource that has an ARN', () => {
  const { functions } = JSON.parse(terraformManifest());
  const all = Object.values(functions) as {
    event_sources: { kind: string }[];
    grants: { resource: { kind: string } }[];
  }[];
  const kinds = (found: string[]): string[] => [...new Set(found)].sort();
  expect(kinds(all.flatMap((fn) => fn.event_sources.map(({ kind }) => kind)))).toEqual([
    'bucket',
    'queue',
    'schedule',
    'topic',
  ]);
  expect(kinds(all.flatMap((fn) => fn.grants.map(({ resource }) => resource.kind)))).toEqual([
    'bucket',
    'index',
    'model',
    'queue',
    'secret',
    'table',
    'topic',
  ]);
});
