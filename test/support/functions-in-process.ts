import { join } from 'node:path';
import { offlineModel } from '@frontdesk/assistant/models';
import { IndexCache } from '@frontdesk/assistant/retrieval';
import { discover } from '@frontdesk/build/discover';
import { httpHandler } from '@frontdesk/core/http';
import { ulids } from '@frontdesk/core/time';
import type { AnyFunction } from '@frontdesk/manifest/collect';
import { tenantPlatform } from '@frontdesk/runtime';
import { type Call, callHandler } from '@frontdesk/testkit/call-handler';
import { testPlatform } from '@frontdesk/testkit/test-platform';
import type { TestTables } from '@frontdesk/testkit/test-tables';

export interface InProcess {
  readonly declaration: AnyFunction;
  readonly call: Call;
}

/**
 * Every declared function, in this process, as it is deployed except for its environment: on a test's tables, with the
 * offline model, and with no limit on what a tenant asks.
 */
export const functionsInProcess = async ({ tables, clock }: TestTables): Promise<InProcess[]> => {
  const base = testPlatform({ clock });
  const platform = { ...tenantPlatform(base, tables), limiter: base.limiter };
  const models = new Map([['offline', offlineModel]]);
  // The parts that any of the functions needs; each takes its own.
  const deps = {
    tables,
    clock,
    ids: ulids(),
    metrics: base.metrics,
    indexes: new IndexCache(),
    models: async () => models,
    embedders: async () => undefined,
    environment: 'test',
    routes: { '/faq/{faq_id}': ['GET'] },
    openapi: {},
  };
  const { functions } = await discover(join(__dirname, '../..'));
  return functions.map((declaration) => ({
    declaration,
    call: callHandler(httpHandler(declaration, platform, deps as never)),
  }));
};
