import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest } from '@frontdesk/manifest';
import { collect } from '@frontdesk/manifest/collect';
import { build } from 'esbuild';
import courier from './function';

export interface ScratchBuild {
  readonly dist: string;
  readonly manifest: Manifest;
  remove(): void;
}

/** What the build would make of a project whose only function is the courier; its tables are those of the product. */
export const buildCourier = async (): Promise<ScratchBuild> => {
  const dist = mkdtempSync(join(tmpdir(), 'frontdesk-courier-'));
  mkdirSync(join(dist, 'functions', 'courier'), { recursive: true });
  await build({
    entryPoints: [join(__dirname, 'index.ts')],
    outfile: join(dist, 'functions', 'courier', 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    conditions: ['module', 'node'],
  });
  const product = JSON.parse(readFileSync(join(__dirname, '../../../../../dist/manifest.json'), 'utf8')) as Manifest;
  const collected = collect([courier as never], new Map([['courier', { zipSha256: '' }]]), '');
  const manifest = { ...collected, tables: product.tables };
  writeFileSync(join(dist, 'manifest.json'), JSON.stringify(manifest));
  return { dist, manifest, remove: () => rmSync(dist, { recursive: true, force: true }) };
};
