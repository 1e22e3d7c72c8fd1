import { IndexCache } from '@frontdesk/assistant/retrieval/index-cache';
import { createSecrets } from '@frontdesk/aws';
import { readConfig } from '@frontdesk/core/config';
import { httpHandler } from '@frontdesk/core/http';
import { createEmbedders } from '@frontdesk/runtime/embedders';
import { tenantRuntime } from '@frontdesk/runtime/tenant-runtime';
import * as z from 'zod/mini';
import declaration from './function';

const config = readConfig(z.object({ OPENAI_BASE_URL: z.url(), OPENAI_EMBEDDING_MODEL: z.string() }), process.env);
const { base, platform, tables } = tenantRuntime(declaration.name);
const { clock, log, namePrefix } = base;

export const handler = httpHandler(declaration, platform, {
  tables,
  clock,
  indexes: new IndexCache(),
  embedders: createEmbedders(
    createSecrets(namePrefix, clock),
    { baseUrl: config.OPENAI_BASE_URL, model: config.OPENAI_EMBEDDING_MODEL },
    log,
  ),
});
