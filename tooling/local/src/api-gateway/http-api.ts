import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AccessNotes, logAccess } from './access-log';
import { refusal } from './answer';
import { httpApiGateway } from './gateway';
import type { HttpApiOptions, LocalPage } from './options';
import { sourceIpOf } from './peer';
import { newRequestId } from './request-ids';
import { respond } from './respond';

const pageKey = (method: string, url: string): string => `${method} ${url.split('?', 1)[0]}`;

export type HandleRequest = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * What an API Gateway HTTP API does with a request: the manifest's routes with their authorizer, throttles and CORS,
 * events in payload format 2.0, and API Gateway's own answers when it does not send a function's.
 */
export const httpApiHandler = (options: HttpApiOptions): HandleRequest => {
  const answerRequest = httpApiGateway(options);
  const pages = new Map<string, LocalPage>(
    (options.extras ?? []).map((page) => [pageKey(page.method, page.path), page]),
  );

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const requestId = newRequestId();
    const notes: AccessNotes = {};
    if (options.onAccess) {
      const known = { requestId, sourceIp: sourceIpOf(request), notes, clock: options.clock };
      logAccess(request, response, known, options.onAccess);
    }
    try {
      const page = pages.get(pageKey(request.method ?? '', request.url ?? ''));
      if (page) {
        await page.handle(request, response);
        return;
      }
      const answer = await answerRequest({ request, response, requestId, notes });
      if (answer) respond(request, response, requestId, answer);
    } catch (error) {
      notes.integrationErrorMessage = error instanceof Error ? error.message : String(error);
      respond(request, response, requestId, refusal(500));
    }
  };

  return (request, response) => void handle(request, response);
};
