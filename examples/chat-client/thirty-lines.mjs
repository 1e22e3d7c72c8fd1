// A visitor's client in thirty lines: asks a question, and prints what is said in the thread, each message once and in order.
//   node --experimental-websocket examples/chat-client/thirty-lines.mjs TENANT QUESTION      Node.js 22 needs no flag.
const { API_URL = 'http://127.0.0.1:3000' } = process.env;
const [tenant, text] = process.argv.slice(2);
const question = { action: 'message.send', text, messageId: crypto.randomUUID() };
let [token, cursor, last, isAcknowledged] = [undefined, undefined, 0, false];

const show = ({ sequence, sender, text }) => {
  if (sequence > last) console.log(`${sender}: ${text}`);
  last = Math.max(last, sequence);
};

const connect = async () => {
  const headers = { 'content-type': 'application/json', 'x-client-id': tenant };
  const body = JSON.stringify(token ? { token } : {});
  const session = await (await fetch(`${API_URL}/public/sessions`, { method: 'POST', headers, body })).json();
  const { thread_id: threadId, visitor_id: userId, socket_url: url } = session;
  token = session.token;
  const socket = new WebSocket(`${url}?${new URLSearchParams({ userId, threadId, token })}`);
  const send = (frame) => socket.send(JSON.stringify(frame));
  socket.onopen = () => send({ action: 'messages.list', cursor });
  socket.onmessage = ({ data }) => {
    const { action, messages, message, cursor: next, more } = JSON.parse(data);
    for (const each of messages ?? []) show(each);
    if (action === 'messages') cursor = next ?? cursor;
    if (action === 'messages' && !more && !isAcknowledged) send({ ...question, threadId });
    if (action === 'message.ack') isAcknowledged = true;
    if (action === 'message' && message.sequence === last + 1) show(message);
    else if (more || action === 'message' || action === 'message.ack') send({ action: 'messages.list', cursor });
  };
  socket.onclose = () => setTimeout(connect, 1_000 * (1 + Math.random()));
};

await connect();
