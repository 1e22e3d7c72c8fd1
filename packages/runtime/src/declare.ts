import { bedrockModelResource, openAiApiKey } from '@frontdesk/assistant/models';
import { defineBucket, defineQueue, type Environment, type Grant, grant } from '@frontdesk/core/declare';
import {
  faqTable,
  idempotencyTable,
  logsTable,
  promptsTable,
  rateLimitsTable,
  registryTable,
} from '@frontdesk/tables/definitions';
import { visitorTokenKeys } from '@frontdesk/tokens';

/** What `publicRuntime` needs to know a tenant and count the request. */
export const publicGrants: readonly Grant[] = [grant(promptsTable, 'GetItem'), grant(rateLimitsTable, 'UpdateItem')];

/** What `tenantRuntime` itself needs before any handler runs, to find the tenant and count the request. */
export const tenantGrants: readonly Grant[] = [...publicGrants, grant(registryTable, 'GetItem')];

/** What it also needs in a function with idempotent routes. */
export const idempotencyGrants: readonly Grant[] = [grant(idempotencyTable, 'PutItem', 'UpdateItem')];

/** What `visitorTokensRuntime` needs. */
export const visitorTokenGrants: readonly Grant[] = [grant(visitorTokenKeys, 'GetSecretValue')];

/** What a function declares that decides who may open a connection; it needs `visitorTokenGrants` too. */
export const connectingEnvironment: Environment = { ISSUER: { ref: 'issuer' }, JWKS_URI: { ref: 'jwks_uri' } };

/** Who sends to it wants the snapshot of a tenant's FAQ index to be brought up to date. */
export const faqIndexQueue = defineQueue({
  name: 'faq-index',
  description: 'FAQs that were changed, whose index is to be stored anew',
  deadLetter: { maxReceives: 5 },
});

export const faqIndexBucket = defineBucket({
  name: 'faq-index',
  description: 'A snapshot of the index of each large FAQ, from which new instances start',
});

/** What it takes to follow a FAQ. */
export const followingGrants: readonly Grant[] = [
  grant(faqTable, 'BatchGetItem', 'Query'),
  grant(promptsTable, 'BatchGetItem', 'Query'),
  grant(faqIndexBucket, 'GetObject'),
];

/** What `indexRuntime` needs: it also asks for the snapshot that it misses. */
export const indexGrants: readonly Grant[] = [...followingGrants, grant(faqIndexQueue, 'SendMessage')];

/** What the tenants' models need. */
export const modelGrants: readonly Grant[] = [
  grant(openAiApiKey, 'GetSecretValue'),
  grant(bedrockModelResource, 'InvokeModelWithResponseStream'),
];

/** What `converse` needs. It reads a prompt's material with the grant by which an index reads changes. */
export const conversationGrants: readonly Grant[] = [
  ...indexGrants,
  ...modelGrants,
  grant(logsTable, 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
];

/** What a function that embeds declares. Without a model's name there are no embeddings. */
export const embeddingEnvironment: Environment = {
  OPENAI_BASE_URL: { ref: 'openai_base_url' },
  OPENAI_EMBEDDING_MODEL: { ref: 'openai_embedding_model' },
};

/** What a function that converses declares. */
export const conversationEnvironment: Environment = {
  ...embeddingEnvironment,
  OPENAI_MODEL: { ref: 'openai_model' },
  BEDROCK_REGION: { ref: 'bedrock_region' },
  BEDROCK_MODEL: { ref: 'bedrock_model' },
};
