const DEADLINE_MS = 10_000;

/**
 * A visitor's session, for `openThread`: the first call begins one, and later ones renew its token, so that the visitor stays
 * the same and keeps the thread. `kept` is where the page keeps the last token: localStorage, or a Map.
 */
export const visitorSession = (apiUrl, tenant, kept) => async () => {
  const token = kept.get('token');
  const response = await fetch(`${apiUrl}/public/sessions`, {
    method: 'POST',
    signal: AbortSignal.timeout(DEADLINE_MS),
    headers: { 'content-type': 'application/json', 'x-client-id': tenant },
    body: JSON.stringify(token ? { token } : {}),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail ?? answer.message ?? `no session: ${response.status}`);
  kept.set('token', answer.token);
  return { url: answer.socket_url, threadId: answer.thread_id, userId: answer.visitor_id, token: answer.token };
};

/** A session of a member of the staff, with their ID token. Where tokens are renewed, ask for one in each call instead. */
export const staffSession = (url, idToken, threadId) => async () => {
  const [, claims] = idToken.split('.');
  const { sub } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/')));
  return { url, threadId, userId: sub, token: idToken };
};
