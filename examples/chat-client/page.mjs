import { visitorSession } from './session.mjs';
import { openThread } from './thread.mjs';

const given = new URLSearchParams(location.search);
const [apiUrl, tenant] = [given.get('api') ?? 'http://127.0.0.1:3000', given.get('tenant') ?? 'acme-dental'];
const [messages, state] = ['messages', 'state'].map((id) => document.getElementById(id));
/** Whoever comes back to the page is the same visitor, in the same thread. */
const kept = {
  get: (key) => localStorage.getItem(`${tenant}:${key}`),
  set: (key, value) => localStorage.setItem(`${tenant}:${key}`, value),
};

const chat = openThread(visitorSession(apiUrl, tenant, kept), {
  message: ({ text }) => {
    const line = document.createElement('li');
    // As text, never as HTML: what others write is not to be trusted.
    line.textContent = text;
    messages.append(line);
    state.textContent = '';
  },
  draft: (text) => {
    state.textContent = text;
  },
  refused: ({ message }) => {
    state.textContent = message;
  },
  offline: () => {
    state.textContent = 'Connecting…';
  },
});

document.querySelector('form').addEventListener('submit', (event) => {
  event.preventDefault();
  chat.say(new FormData(event.target).get('text'));
  event.target.reset();
});
