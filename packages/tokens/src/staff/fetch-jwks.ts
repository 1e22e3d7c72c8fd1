import { httpClient } from '@frontdesk/aws';
import { retry } from '@frontdesk/core/retry';

/** Milliseconds for one attempt; there are two. API Gateway gives the authorizer 10 seconds in all. */
const PATIENCE = { connectMs: 1_000, answerMs: 1_500 };
const ATTEMPTS = { attempts: 2, firstWaitMs: 100 };

/** A refusal will be the same the next time. */
class JwksRefused extends Error {}

/** Reads a user pool's public keys. @throws Error if they could not be had within about three seconds. */
export const fetchJwks = async (uri: string): Promise<ArrayBuffer> => {
  const url = new URL(uri);
  const http = httpClient(url, PATIENCE);
  const attempt = async (): Promise<ArrayBuffer> => {
    const headers = { host: url.host, accept: 'application/json' };
    const { status, body } = await http.send({
      method: 'GET',
      path: `${url.pathname}${url.search}`,
      headers,
      body: '',
    });
    if (status === 200) return Uint8Array.from(body).buffer;
    throw new (status < 500 ? JwksRefused : Error)(`the user pool's keys were answered with ${status}`);
  };
  try {
    return await retry(attempt, { ...ATTEMPTS, worthwhile: (error) => !(error instanceof JwksRefused) });
  } finally {
    http.destroy();
  }
};
