import { IndexCache } from '@frontdesk/assistant/retrieval/index-cache';
import { readConfig } from '@frontdesk/core/config';
import { httpHandler } from '@frontdesk/core/http';
import { createSecrets } from '@frontdesk/runtime/secrets';
import { tenantRuntime } from '@frontdesk/runtime/tenant-runtime';
import * as z from 'zod/mini';
import declaration from './function';
import { createModels } from './models';

const config = readConfig(z.object({ OPENAI_BASE_URL: z.url(), OPENAI_MODEL: z.string() }), process.env);
const { base, platform, tables, ids } = tenantRuntime(declaration.name);
const { clock, log, metrics, namePrefix } = base;

export const handler = httpHandler(declaration, platform, {
  tables,
  clock,
  ids,
  metrics,
  indexes: new IndexCache(),
  models: createModels(
    createSecrets(namePrefix, clock),
    { baseUrl: config.OPENAI_BASE_URL, model: config.OPENAI_MODEL },
    log,
  ),
});
