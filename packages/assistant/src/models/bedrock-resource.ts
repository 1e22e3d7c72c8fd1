import type { ModelResource } from '@frontdesk/core/declare';

/** The model that the environment's references `bedrock_model` and `bedrock_region` name. */
export const bedrockModelResource: ModelResource = { kind: 'model', name: 'bedrock' };
