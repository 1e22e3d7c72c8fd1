import { IndexCache } from '@frontdesk/assistant/retrieval/index-cache';
import { createSecrets } from '@frontdesk/aws';
import { readConfig } from '@frontdesk/core/config';
import { httpHandler } from '@frontdesk/core/http';
import { createEmbedders } from '@frontdesk/runtime/embedders';
import { tenantRuntime } from '@frontdesk/runtime/tenant-runtime';
import * as z from 'zod/mini';
import declaration from './function';
import { createModels } from './models';

const config = readConfig(
  z.object({ OPENAI_BASE_URL: z.url(), OPENAI_MODEL: z.string(), OPENAI_EMBEDDING_MODEL: z.string() }),
  process.env,
);
const { base, platform, tables, ids } = tenantRuntime(declaration.name);
const { clock, log, metrics, namePrefix } = base;
const secrets = createSecrets(namePrefix, clock);
const baseUrl = config.OPENAI_BASE_URL;

export const handler = httpHandler(declaration, platform, {
  tables,
  clock,
  ids,
  metrics,
  indexes: new IndexCache(),
  models: createModels(secrets, { baseUrl, model: config.OPENAI_MODEL }, log),
  embedders: createEmbedders(secrets, { baseUrl, model: config.OPENAI_EMBEDDING_MODEL }, log),
});
