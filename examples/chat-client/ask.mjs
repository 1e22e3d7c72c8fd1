// ask.mjs TOKEN THREAD FRAME: sends one frame as a member of the staff, and prints the frame that answers it.
//   node --experimental-websocket examples/chat-client/ask.mjs "$(scripts/token.sh EMAIL)" @inbox '{"action":"ping"}'
import { staffSession } from './session.mjs';

const DEADLINE_MS = 10_000;
const { REALTIME_URL = 'ws://127.0.0.1:3000/realtime' } = process.env;
const [token, thread, frame] = process.argv.slice(2);

const main = async () => {
  if (!frame) throw new Error('Usage: ask.mjs TOKEN THREAD FRAME');
  const { url, threadId, userId } = await staffSession(REALTIME_URL, token, thread)();
  const socket = new WebSocket(`${url}?${new URLSearchParams({ userId, threadId, token })}`);
  const answer = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('There was no answer.')), DEADLINE_MS).unref();
    socket.onopen = () => socket.send(frame);
    socket.onmessage = ({ data }) => resolve(data);
    socket.onclose = ({ code }) => reject(new Error(`The connection was closed with ${code}.`));
  });
  console.log(await answer);
  socket.close();
};

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
