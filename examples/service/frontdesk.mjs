// A client of Frontdesk for services: signs in with client credentials, and acts for the tenants it is registered for.

const DEADLINE_MS = 35_000;
const ATTEMPTS = 3;
const LONGEST_WAIT_SECONDS = 20;
/** A token is renewed this long before it expires, so that none expires on its way. */
const RENEW_BEFORE_MS = 60_000;
/** Answers that say "try again". Anything else would be the same the next time. */
const WORTH_REPEATING = new Set([429, 503]);

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** An answer other than 2xx. `problem` is its problem+json: `code` is made for programs, `detail` for people. */
export class FrontdeskError extends Error {
  constructor(status, problem) {
    super(
      `${status} ${problem.code ?? ''}: ${problem.detail ?? problem.title ?? problem.message ?? 'no reason was given'}`,
    );
    this.status = status;
    this.problem = problem;
  }
}

const read = async (response) => {
  const text = await response.text();
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return { detail: text.slice(0, 200) };
  }
};

/** Access tokens of a service client (RFC 6749, section 4.4). Whoever asks while one is being fetched waits for that one. */
const tokens = ({ tokenUrl, clientId, clientSecret }) => {
  let current;
  const fetchToken = async () => {
    const response = await fetch(tokenUrl, {
      method: 'POST',
      signal: AbortSignal.timeout(DEADLINE_MS),
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'frontdesk/tenant.act' }),
    });
    const answer = await read(response);
    if (!response.ok) throw new FrontdeskError(response.status, { code: answer?.error, detail: 'no token was given' });
    return { value: answer.access_token, renewAt: Date.now() + answer.expires_in * 1000 - RENEW_BEFORE_MS };
  };
  return async () => {
    if (current === undefined || (await current).renewAt <= Date.now()) current = fetchToken();
    try {
      return (await current).value;
    } catch (error) {
      current = undefined;
      throw error;
    }
  };
};

/**
 * @param {{apiUrl: string, tokenUrl: string, clientId: string, clientSecret: string}} settings
 * @returns a function that sends one request for a tenant and resolves with the answer's body.
 */
export const frontdesk = ({ apiUrl, ...credentials }) => {
  const token = tokens(credentials);

  /**
   * Repeats a request that is worth it, after as long as the answer asks for, under one idempotency key: Frontdesk does it once.
   * @throws FrontdeskError for an answer other than 2xx.
   */
  return async (tenant, method, path, body) => {
    const key = crypto.randomUUID();
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetch(apiUrl + path, {
        method,
        signal: AbortSignal.timeout(DEADLINE_MS),
        headers: {
          authorization: `Bearer ${await token()}`,
          'x-client-id': tenant,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(method === 'POST' && { 'idempotency-key': key }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const answer = await read(response);
      if (response.ok) return answer;
      const wait = Number(response.headers.get('retry-after') ?? 1);
      const worthIt = WORTH_REPEATING.has(response.status) && attempt < ATTEMPTS && wait <= LONGEST_WAIT_SECONDS;
      if (!worthIt) throw new FrontdeskError(response.status, answer ?? {});
      await sleep(wait * 1000);
    }
  };
};
