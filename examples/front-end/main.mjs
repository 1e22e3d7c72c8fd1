import { signIn } from './cognito.mjs';

const DEADLINE_MS = 35_000;
const byId = (id) => document.getElementById(id);
const [problem, messages] = [byId('problem'), byId('messages')];

const config = await (await fetch('config.json')).json();
let idToken;
let sessionId;

const show = (text, ...classes) => {
  const line = document.createElement('li');
  line.classList.add(...classes);
  // As text, never as HTML: what customers and models write is not to be trusted.
  line.textContent = text;
  messages.append(line);
  line.scrollIntoView();
};

/** Runs what a form is for when it is sent: once at a time, with what goes wrong shown under it. */
const onSubmit = (form, act) =>
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const [fields, button] = [Object.fromEntries(new FormData(form)), form.querySelector('button')];
    problem.textContent = '';
    button.disabled = true;
    try {
      await act(fields);
      form.reset();
    } catch (error) {
      problem.textContent = error.message;
    } finally {
      button.disabled = false;
    }
  });

onSubmit(byId('sign-in'), async ({ email, password }) => {
  idToken = await signIn(config, email, password);
  byId('sign-in').hidden = true;
  byId('chat').hidden = false;
});

onSubmit(byId('ask'), async ({ message }) => {
  show(message, 'mine');
  const response = await fetch(`${config.apiUrl}/chat`, {
    method: 'POST',
    signal: AbortSignal.timeout(DEADLINE_MS),
    headers: { authorization: `Bearer ${await idToken()}`, 'content-type': 'application/json' },
    body: JSON.stringify({ message, session_id: sessionId }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail ?? answer.message ?? `The front desk answered ${response.status}.`);
  sessionId = answer.session_id;
  show(answer.reply);
});
