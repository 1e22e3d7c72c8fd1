import { askedIn } from '../doors/model-door';
import type { Check } from './evidence';

/** What the assistant's replies answer, by what was asked. */
export const oneReply: Check = {
  promise: 'the assistant answers a message at most once',
  against: ({ messages }) => {
    const replies = messages.filter(({ message_id }) => message_id.startsWith('reply-'));
    return messages
      .filter(({ message_type }) => message_type === 'user')
      .flatMap(({ message_id, text, sequence }) => {
        const [asked = ''] = askedIn(text);
        const answers = replies.filter((reply) => askedIn(reply.text).includes(asked));
        if (answers.length > 1) return [`${message_id} is answered by ${answers.length} replies`];
        return answers.some((reply) => reply.sequence < sequence) ? [`${message_id} is answered before it`] : [];
      });
  },
};
