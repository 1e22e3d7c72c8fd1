// bot.mjs TENANT...: answers the visitors of these tenants in place of Frontdesk's own assistant.
import { createHash } from 'node:crypto';
import { FrontdeskError, frontdesk } from '../service/frontdesk.mjs';
import { settings } from '../service/settings.mjs';
import { answer } from './answer.mjs';
import { listen } from './inbox.mjs';
import { place } from './place.mjs';

/** Follows from what is answered: however often a message is delivered, its answer is stored once. */
const answerId = ({ threadId, messageId }) =>
  `bot-${createHash('sha256').update(`${threadId}\n${messageId}`).digest('hex').slice(0, 32)}`;

/** A refusal that the next try would meet too: a person owns the thread, or the answer is stored in other words. */
const isFinal = (error) => error instanceof FrontdeskError && error.status === 409;

const reply = async (request, { tenant, message, connection }) => {
  // A filter policy can take 15 minutes to have effect: what is not a visitor's is not answered in any case.
  if (message?.messageType !== 'user' || connection.isHumanOverride) return;
  try {
    await request(tenant, 'POST', `/threads/${message.threadId}/messages`, {
      text: answer(message),
      message_id: answerId(message),
      message_type: 'bot',
      user_id: 'outside-bot',
    });
    console.log(`Answered ${message.messageId} of ${tenant}`);
  } catch (error) {
    if (!isFinal(error)) throw error;
    console.log(`Kept silent on ${message.messageId} of ${tenant}: ${error.message}`);
  }
};

const main = async () => {
  const tenants = process.argv.slice(2);
  if (tenants.length === 0) throw new Error('Usage: node examples/outside-bot/bot.mjs TENANT...');
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());
  const request = frontdesk(settings());
  const queue = process.env.BOT_QUEUE ?? 'outside-bot';
  await listen(place(), { queue, tenants, signal: stop.signal }, (message) => reply(request, message));
};

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
