// Talks in a thread, line by line.
//   node --experimental-websocket examples/chat-client/chat.mjs TENANT                   as a new visitor
//   node --experimental-websocket examples/chat-client/chat.mjs --staff TOKEN THREAD     as a member of the staff
// API_URL and REALTIME_URL name a deployment; without them, the stack of make dev. Node.js 22 needs no flag.
import { createInterface } from 'node:readline';
import { staffSession, visitorSession } from './session.mjs';
import { openThread } from './thread.mjs';

const { API_URL = 'http://127.0.0.1:3000', REALTIME_URL = 'ws://127.0.0.1:3000/realtime' } = process.env;
const [first, token, thread] = process.argv.slice(2);
if (!first || (first === '--staff' && !thread)) {
  console.error('Usage: chat.mjs TENANT, or chat.mjs --staff TOKEN THREAD');
  process.exit(1);
}

const session =
  first === '--staff' ? staffSession(REALTIME_URL, token, thread) : visitorSession(API_URL, first, new Map());
let known;
const announced = async () => {
  const found = await session();
  if (!known) console.log(`thread ${found.threadId}`);
  known = found;
  return found;
};

const people = ({ userId, messageType }) => (userId === known.userId ? 'me' : messageType);
let isWriting = false;
let owner;

const chat = openThread(announced, {
  message: (message) => console.log(`${people(message)}: ${message.text}`),
  draft: (text) => {
    if (text !== '' && !isWriting) console.log('(a reply is being written)');
    isWriting = text !== '';
  },
  refused: ({ code, message }) => console.log(`(refused: ${code}: ${message})`),
  frame: ({ action, thread }) => {
    if (action !== 'thread.updated' || thread.owner.kind === owner) return;
    owner = thread.owner.kind;
    console.log(owner === 'human' ? '(a person has taken over)' : '(the assistant answers)');
  },
  offline: (reason) => console.log(`(offline: ${reason})`),
});

const input = createInterface({
  input: process.stdin,
  output: process.stdout,
  prompt: process.stdin.isTTY ? '> ' : '',
});
input.prompt();
input.on('line', (line) => {
  if (line.trim() !== '') chat.say(line);
  input.prompt();
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    chat.close();
    process.exit();
  });
}
