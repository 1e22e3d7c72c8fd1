/** The secret that holds the key of OpenAI, or of whatever server speaks its protocol. */
export const OPENAI_API_KEY = 'openai-api-key';
