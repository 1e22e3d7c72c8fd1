/** The models that answer and embed: the one place that knows vendors. */
export { createEmbedders, type Embedders } from './available-embedders';
export { type AvailableModels, createModels, type Models, type OpenAiSettings, type ReadKey } from './available-models';
export { type BedrockOptions, bedrockModel, type Converse } from './bedrock';
export { bedrockModelResource } from './bedrock-resource';
export { type Embedder, embeddedText, openAiEmbedder } from './embeddings';
export { offlineModel } from './offline';
export { openAiModel } from './openai';
export { openAiApiKey } from './openai-key';
