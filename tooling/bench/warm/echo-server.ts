/** The least that a server in Node.js can be: it answers with the body that it was sent. It prints where it listens. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const server = createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  request.pipe(response);
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
