import type { Stack } from '@frontdesk/local/stack/stack';
import { api } from '@frontdesk/testkit/api';
import { putSettings } from '@frontdesk/testkit/tenant-settings';

const TENANT = 'acme-dental';
export const QUESTION = 'What time do you open on Saturdays?';

/** As many as one address may begin in a minute. */
const VISITORS = 10;

interface Session {
  readonly token: string;
  readonly visitor_id: string;
  readonly thread_id: string;
}

/** The addresses at which some visitors connect, each with a thread and a token of their own. */
export const visitorUrls = async ({ outputs }: Stack): Promise<string[]> => {
  await putSettings(TENANT, { public_chat: true, models: ['offline'] });
  const urls: string[] = [];
  for (let number = 0; number < VISITORS; number += 1) {
    const { status, body } = await api('POST /public/sessions', { tenant: TENANT, body: {} });
    if (status >= 300) throw new Error(`no session begins: ${status} ${JSON.stringify(body)}`);
    const { token, visitor_id: userId, thread_id: threadId } = body as unknown as Session;
    urls.push(`${outputs.realtime_url}?${new URLSearchParams({ userId, threadId, token })}`);
  }
  return urls;
};
