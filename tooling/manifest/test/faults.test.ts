import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { grant } from '@frontdesk/core/declare';
import { faults, uncollected } from '../src/check';
import { collect } from '../src/collect';
import { CONTRADICTIONS, consuming, functionWith, news, orders, UNUSED } from './wrong-declarations';

describe('a build stops at', () => {
  test.each(CONTRADICTIONS)('%s', (_name, functions, fault) => {
    expect(faults(functions)).toEqual([fault]);
  });
});

describe('a build stops at a declaration that would not be deployed', () => {
  const used = functionWith({});
  test.each(UNUSED)('%s', (_name, declaration, words) => {
    const other = { ...used, triggers: [] };
    expect(uncollected([{ file: 'lambdas/x/src/x.ts', declaration }], [other])).toEqual([
      `lambdas/x/src/x.ts ${words}`,
    ]);
  });

  test('and not at declarations that a function uses', () => {
    const fn = consuming(orders, {}, { grants: [grant(news, 'Publish')] });
    const found = [orders, news].map((declaration) => ({ file: 'x.ts', declaration }));
    expect(uncollected(found, [fn])).toEqual([]);
  });
});

test('the guide to build errors shows the text of each error', () => {
  const guide = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'guides', 'build-errors.md'), 'utf8');
  const shown = [...guide.matchAll(/^\| .* \| `(.*)` \|$/gm)].map(([, text]) => text);
  const said = [
    ...UNUSED.map(([, , words]) => `lambdas/x/src/x.ts ${words}`),
    ...CONTRADICTIONS.map(([, , text]) => text),
  ];
  expect(shown).toEqual(said);
});

test('a queue hides a message for six times as long as its consumer may take, and its topics are made with it', () => {
  const subscribed = { ...orders, subscriptions: [{ topic: news, filter: { messageType: ['user'] } }] };
  const fn = consuming(subscribed, { batchingWindow: 5 }, { timeout: 60 });
  const manifest = collect([fn], new Map([['worker', { zipSha256: 'hash' }]]), 'sources');
  expect(manifest.queues.orders).toMatchObject({
    visibility_seconds: 365,
    max_receives: 5,
    subscriptions: [{ topic: 'news', filter: { messageType: ['user'] } }],
  });
  expect(Object.keys(manifest.topics)).toEqual(['news']);
  expect(manifest.functions.worker?.event_sources).toEqual([
    { kind: 'queue', name: 'orders', batch_size: 10, batching_window_seconds: 5, maximum_concurrency: 2 },
  ]);
});
