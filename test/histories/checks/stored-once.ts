import type { Check } from './evidence';

/** Each message of a client is in the thread once, as it was acknowledged; and nothing else is. */
export const storedOnce: Check = {
  promise: 'an acknowledged message is stored once, and nothing is stored that nobody said',
  against: ({ history, messages, views }) => {
    const said = new Map(history.all('said').map(({ messageId, text }) => [messageId, text]));
    const copies = (id: string) => messages.filter(({ message_id }) => message_id === id);
    return [
      ...history.all('acknowledged').flatMap(({ by, messageId, sequence, timestamp }) => {
        const found = copies(messageId);
        const [only] = found;
        if (found.length !== 1)
          return [`${by} was told that ${messageId} is stored; it is stored ${found.length} times`];
        return only?.sequence === sequence && only.timestamp === timestamp
          ? []
          : [`${by} was told that ${messageId} is message ${sequence}; it is message ${only?.sequence}`];
      }),
      ...messages.flatMap(({ message_id, message_type, text }) => {
        if (message_type === 'bot' && message_id.startsWith('reply-')) return [];
        if (copies(message_id).length > 1) return [`${message_id} is stored more than once`];
        return said.get(message_id) === text ? [] : [`${message_id} is stored with a text that nobody said`];
      }),
      ...views.flatMap(({ name, isDone }) => (isDone ? [] : [`${name} was never told that its message is stored`])),
    ];
  },
};
