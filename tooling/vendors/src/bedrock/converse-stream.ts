import type { ServerResponse } from 'node:http';
import type { Behaviour, ScriptedEvent } from './behaviour';
import { answerEvents, errorMessage, eventMessage, exceptionMessage, textEvents } from './messages';

const EVENT_STREAM = 'application/vnd.amazon.eventstream';
const REQUEST_ID = { 'x-amzn-requestid': 'request-1' };

const write = (response: ServerResponse, events: readonly ScriptedEvent[]): void => {
  if (!response.headersSent) response.writeHead(200, { 'content-type': EVENT_STREAM, ...REQUEST_ID });
  response.flushHeaders();
  for (const event of events) response.write(eventMessage(event));
};

/** A copy with another last byte: a checksum that does not fit. */
const damaged = (message: Uint8Array): Uint8Array => message.with(-1, (message.at(-1) ?? 0) ^ 1);

/** Serves one request as it was told to. @param text the request's body. */
export const serveConverseStream = (behaviour: Behaviour, response: ServerResponse, text: string): void => {
  switch (behaviour.kind) {
    case 'reply':
      write(response, answerEvents(behaviour, text.length));
      response.end();
      return;
    case 'answer': {
      const reply = behaviour.of(JSON.parse(text) as Record<string, unknown>);
      serveConverseStream({ kind: 'reply', text: reply }, response, text);
      return;
    }
    case 'events':
      write(response, behaviour.events);
      response.end();
      return;
    case 'refusal': {
      const { name, status, headers } = behaviour;
      response.writeHead(status, {
        'content-type': 'application/json',
        'x-amzn-errortype': name,
        ...REQUEST_ID,
        ...headers,
      });
      response.end(JSON.stringify({ message: `scripted ${name}` }));
      return;
    }
    case 'exception':
      write(response, textEvents(behaviour.text));
      response.end(behaviour.unmodelled ? errorMessage(behaviour.name) : exceptionMessage(behaviour.name));
      return;
    case 'hang':
      return;
    case 'stall':
      write(response, textEvents(behaviour.text));
      return;
    case 'cut': {
      write(response, textEvents(behaviour.text));
      const half = eventMessage(['messageStop', { stopReason: 'end_turn' }]).subarray(0, 40);
      // Destroy it only once the half is out, or the client would never see that.
      if (behaviour.broken) response.write(half, () => response.destroy());
      else response.end(half);
      return;
    }
    case 'damaged':
      write(response, textEvents(behaviour.text));
      response.end(damaged(eventMessage(['messageStop', { stopReason: 'end_turn' }])));
      return;
    case 'raw':
      response.writeHead(200, { 'content-type': behaviour.contentType ?? EVENT_STREAM });
      response.end(behaviour.body);
  }
};
