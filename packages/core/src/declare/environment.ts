/** A value that only a deployment knows. One with a default may be left out of an environment's variables. */
interface ReferenceDeclaration {
  readonly description: string;
  readonly default?: string;
}

/**
 * What a function's environment may refer to. Terraform and the local stack resolve these names; `terraform output` and the
 * local stack's outputs use them too.
 */
export const REFERENCES = {
  name_prefix: { description: 'What every name begins with: the app and the environment' },
  environment: { description: 'The environment: `dev`, `prod`, `local`' },
  account_id: { description: 'The AWS account' },
  user_pool_id: { description: 'The Cognito user pool' },
  web_client_id: { description: "The user pool's client for staff" },
  issuer: { description: "The `iss` of the user pool's tokens" },
  jwks_uri: { description: "Where the user pool's public keys are" },
  token_url: { description: 'Where service clients get their access tokens' },
  realtime_url: { description: 'Where clients open WebSocket connections; empty without a WebSocket API' },
  topic_names: {
    description: 'Topics with names of their own, as JSON: the names by those that are declared',
    default: '{}',
  },
  socket_callback_url: {
    description: "Where frames are pushed to the WebSocket API's connections; `/@connections/…` comes after",
  },
  message_retention_days: { description: 'Days after its last message that a thread is kept', default: '90' },
  bedrock_region: { description: "The Region of Bedrock's model, which need not be the stack's own" },
  bedrock_model: {
    description: "The id of Bedrock's foundation model that answers",
    default: 'openai.gpt-oss-120b-1:0',
  },
  openai_base_url: { description: "Any server that speaks OpenAI's protocol", default: 'https://api.openai.com/v1' },
  openai_model: { description: 'The model that answers', default: 'gpt-4.1-mini' },
  openai_embedding_model: { description: 'The model that embeds the FAQ; empty for none', default: '' },
} as const satisfies Readonly<Record<string, ReferenceDeclaration>>;

export type Reference = keyof typeof REFERENCES;

export type EnvironmentValue = { readonly ref: Reference } | { readonly value: string };
export type Environment = Readonly<Record<string, EnvironmentValue>>;

/** What every function needs to know about where it runs. */
export const COMMON_ENVIRONMENT: Environment = {
  NAME_PREFIX: { ref: 'name_prefix' },
  ENVIRONMENT: { ref: 'environment' },
  WEB_CLIENT_ID: { ref: 'web_client_id' },
};
