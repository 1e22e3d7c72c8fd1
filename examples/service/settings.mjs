import { readFileSync } from 'node:fs';

/** Of the environment; what it leaves out is the local stack's, which `make dev` writes into its data folder. */
const outputs = () => {
  const file = `${process.env.FRONTDESK_DATA ?? '.frontdesk'}/outputs.json`;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Error(
      `Set FRONTDESK_API_URL, _TOKEN_URL, _CLIENT_ID and _CLIENT_SECRET, or start the local stack: ${file} is not there.`,
    );
  }
};

export const settings = () => {
  const { FRONTDESK_API_URL, FRONTDESK_TOKEN_URL, FRONTDESK_CLIENT_ID, FRONTDESK_CLIENT_SECRET } = process.env;
  if (FRONTDESK_API_URL && FRONTDESK_TOKEN_URL && FRONTDESK_CLIENT_ID && FRONTDESK_CLIENT_SECRET) {
    return {
      apiUrl: FRONTDESK_API_URL,
      tokenUrl: FRONTDESK_TOKEN_URL,
      clientId: FRONTDESK_CLIENT_ID,
      clientSecret: FRONTDESK_CLIENT_SECRET,
    };
  }
  const { api_url, token_url, service_client_id, service_client_secret } = outputs();
  return { apiUrl: api_url, tokenUrl: token_url, clientId: service_client_id, clientSecret: service_client_secret };
};
