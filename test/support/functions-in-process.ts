import { join } from 'node:path';
import { type Embedders, type Models, offlineModel } from '@frontdesk/assistant/models';
import { IndexCache } from '@frontdesk/assistant/retrieval';
import { createObjects, createPresigner } from '@frontdesk/aws';
import { discover } from '@frontdesk/build/discover';
import { httpHandler } from '@frontdesk/core/http';
import type { Metrics } from '@frontdesk/core/observe';
import { ulids } from '@frontdesk/core/time';
import type { AnyFunction } from '@frontdesk/manifest/collect';
import { createUploads } from '@frontdesk/realtime';
import { tenantPlatform } from '@frontdesk/runtime';
import { type Call, callHandler } from '@frontdesk/testkit/call-handler';
import { quietLog } from '@frontdesk/testkit/quiet-log';
import { testPlatform } from '@frontdesk/testkit/test-platform';
import type { TestTables } from '@frontdesk/testkit/test-tables';

export interface InProcess {
  readonly declaration: AnyFunction;
  readonly call: Call;
}

export interface InProcessOptions {
  /** Holds tenants to the limits of their settings. Without it there is no limit on what a tenant asks. */
  readonly limited?: true;
  /** What the functions use instead of what they have: models, embedders. */
  readonly over?: Partial<Parts>;
}

const ACCOUNT = { namePrefix: 'frontdesk-test', accountId: '000000000000' };
const credentials = () => ({ accessKeyId: 'test', secretAccessKey: 'test' });

/** The parts that any of the functions needs; each takes its own. */
const partsFor = ({ tables, clock }: TestTables, metrics: Metrics) => ({
  tables,
  clock,
  ids: ulids(),
  log: quietLog,
  metrics,
  indexes: new IndexCache(),
  models: (async () => new Map([['offline', offlineModel]])) as Models,
  embedders: (async () => undefined) as Embedders,
  sender: { sendMessage: async () => undefined, publish: async () => undefined },
  connections: { post: async () => 'sent' as const },
  uploads: createUploads(createObjects(ACCOUNT), createPresigner({ ...ACCOUNT, clock, credentials }), ulids()),
  pause: async () => undefined,
  retentionDays: 90,
  environment: 'test',
  routes: { '/faq/{faq_id}': ['GET'] },
  openapi: {},
});

type Parts = ReturnType<typeof partsFor>;

/** Every declared function, in this process, as it is deployed except for its environment: on a test's tables. */
export const functionsInProcess = async (
  store: TestTables,
  { limited, over }: InProcessOptions = {},
): Promise<InProcess[]> => {
  const base = testPlatform({ clock: store.clock });
  const platform = tenantPlatform(base, store.tables);
  const used = limited ? platform : { ...platform, limiter: base.limiter };
  const deps = { ...partsFor(store, base.metrics), ...over };
  const { functions } = await discover(join(__dirname, '../..'));
  return functions.map((declaration) => ({
    declaration,
    call: callHandler(httpHandler(declaration, used, deps as never)),
  }));
};
