// Serves the page of this folder. Usage: node examples/chat-client/serve.mjs
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const TYPES = { html: 'text/html; charset=utf-8', mjs: 'text/javascript' };
const FILES = ['index.html', 'page.mjs', 'session.mjs', 'thread.mjs'];

const server = createServer(async ({ url = '/' }, response) => {
  const name = new URL(url, 'http://localhost').pathname.slice(1) || 'index.html';
  if (!FILES.includes(name)) return response.writeHead(404).end('There is no such file.');
  response.setHeader('content-type', TYPES[name.split('.')[1]]);
  response.end(await readFile(new URL(name, import.meta.url)));
});
server.listen(Number(process.env.CHAT_PORT ?? 5174), '127.0.0.1', () => {
  console.log(`The chat is at http://127.0.0.1:${server.address().port}`);
});
