import { serviceClaims, staffClaims } from '@frontdesk/testkit/test-platform';
import type { History, SeenMessage } from '../history';
import { Life } from '../simulation/life';
import type { Scheduler } from '../simulation/scheduler';
import type { HttpAnswer, HttpApi } from './http-api';

/** How often a caller makes a request that fails for a reason that may pass, and the milliseconds between. */
const MOST_TRIES = 4;
const AGAIN_MS = 2_000;

interface World {
  readonly tenant: string;
  readonly threadId: string;
  readonly scheduler: Scheduler;
  readonly history: History;
  readonly http: HttpApi;
}

const wait = (ms: number, life: Life, scheduler: Scheduler): Promise<void> =>
  new Promise((resolve) => {
    const due = scheduler.now() + ms;
    scheduler.park({ life, label: 'tries again', due, run: () => void resolve() as undefined });
  });

const repeatedly = async (call: () => Promise<HttpAnswer>, life: Life, { scheduler }: World): Promise<HttpAnswer> => {
  for (let tries = 1; ; tries += 1) {
    const answer = await call();
    if (answer.status < 500 || tries === MOST_TRIES) return answer;
    await wait(AGAIN_MS, life, scheduler);
  }
};

/** A member of the staff takes the thread over, or gives it back. A request that fails is made again. */
export const changeOwner = async (what: 'takeover' | 'release', userId: string, world: World): Promise<void> => {
  const { tenant, threadId, history, http } = world;
  const life = new Life(userId);
  const call = () => {
    history.record({ type: 'asked', by: userId, for: what });
    return http.call({
      life,
      routeKey: `POST /threads/{thread_id}/${what}`,
      path: `/threads/${threadId}/${what}`,
      params: { thread_id: threadId },
      claims: staffClaims(tenant, '[agent]', userId),
    });
  };
  const { status } = await repeatedly(call, life, world);
  if (status === 200) history.record({ type: 'granted', by: userId, for: what });
};

/** An outside assistant says something in the thread, or is refused. */
export const speakFromOutside = async (messageId: string, text: string, world: World): Promise<void> => {
  const { tenant, threadId, history, http } = world;
  const name = 'outside';
  const life = new Life(name);
  history.record({ type: 'said', by: name, messageId, text });
  const call = () =>
    http.call({
      life,
      routeKey: 'POST /threads/{thread_id}/messages',
      path: `/threads/${threadId}/messages`,
      params: { thread_id: threadId },
      claims: serviceClaims('outside'),
      headers: { 'x-client-id': tenant },
      body: { text, message_id: messageId, message_type: 'bot' },
    });
  const { status, body } = await repeatedly(call, life, world);
  if (status !== 201) return;
  const { sequence, timestamp } = body as unknown as { sequence: number; timestamp: string };
  const said = { messageId, sequence, timestamp: Date.parse(timestamp) };
  history.record({ type: 'acknowledged', by: name, ...said });
  const message: SeenMessage = { ...said, text, messageType: 'bot' };
  history.record({ type: 'seen', by: name, message });
};
