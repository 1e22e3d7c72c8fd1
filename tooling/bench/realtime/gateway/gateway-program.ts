/**
 * Stands in for the `@connections` of a WebSocket API, in a process apart: it takes frames, and remembers when each
 * connection got one. It prints where it listens.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monotonicMs } from '../monotonic';
import { type Manner, mannerOf } from './manner';

/** Milliseconds that a call takes in a Region, as we assume: AWS publishes none. */
const ANSWER_MS = 10;
const SLOWLY_MS = 800;

let arrivals: [string, number][] = [];
let posts = 0;

const refuse = (response: ServerResponse, status: number, type: string): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type });
  response.end(JSON.stringify({ message: type }));
};

const accept = (response: ServerResponse, id: string): void => {
  arrivals.push([id, monotonicMs()]);
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end();
};

const ANSWERS: Readonly<Record<Manner, (response: ServerResponse, id: string) => void>> = {
  well: (response, id) => void setTimeout(accept, ANSWER_MS, response, id),
  slowly: (response, id) => void setTimeout(accept, SLOWLY_MS, response, id),
  never: () => undefined,
  gone: (response) => void setTimeout(refuse, ANSWER_MS, response, 410, 'GoneException'),
  throttled: (response) => void setTimeout(refuse, ANSWER_MS, response, 429, 'LimitExceededException'),
};

/** What came since it was last asked. */
const report = (response: ServerResponse): void => {
  response.end(JSON.stringify({ arrivals, posts }));
  arrivals = [];
  posts = 0;
};

const server = createServer((request, response) => {
  const id = decodeURIComponent(request.url?.split('/@connections/')[1] ?? '');
  request.resume();
  request.once('end', () => {
    if (id === '') return report(response);
    posts += 1;
    ANSWERS[mannerOf(id)](response, id);
  });
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
