import { defineSecret } from '@frontdesk/core/declare';

export const openAiApiKey = defineSecret({
  name: 'openai-api-key',
  description: 'The key of OpenAI, or of whatever server speaks its protocol',
});
