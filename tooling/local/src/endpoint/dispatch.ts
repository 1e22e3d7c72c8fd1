import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Log } from '@frontdesk/core/observe';
import type { Access, Caller } from './account';
import { AwsError } from './aws-error';
import { isPreflight, preflightAnswer, readableByPages } from './cors';
import type { Credential } from './credential';
import { jsonRefusal } from './protocols/json';
import { queryRefusal } from './protocols/query';
import { readHead, readText } from './request-head';
import type { Answer, RequestHead, Service } from './service';

export interface DispatchOptions {
  readonly services: readonly Service[];
  readonly access: Access;
  readonly log: Pick<Log, 'error'>;
}

const identify = (credential: Credential | undefined, access: Access): Caller => {
  if (!credential) return { kind: 'anonymous' };
  const caller = access(credential.accessKeyId);
  if (caller) return caller;
  throw new AwsError(
    'com.amazon.coral.service#UnrecognizedClientException',
    'The security token included in the request is invalid.',
  );
};

const unknownService = (services: readonly Service[], head: RequestHead, requestId: string): Answer => {
  const message = `The local stack has no service for this request. It has: ${services.map(({ name }) => name).join(', ')}.`;
  if (head.form) return queryRefusal(new AwsError('InvalidAction', message), requestId);
  return jsonRefusal('1.1', new AwsError('UnknownOperationException', message, head.target ? 400 : 404));
};

/** Finds the service and the caller of each request, and turns every error into an answer. */
export const createDispatch = ({ services, access, log }: DispatchOptions) => {
  const asRefusal = (error: unknown, requestId: string): AwsError => {
    if (error instanceof AwsError) return error;
    log.error('the AWS endpoint failed', { request_id: requestId, error: String((error as Error)?.stack ?? error) });
    return new AwsError('InternalFailure', 'The local stack failed. Its log says why.', 500);
  };

  const serve = async (
    service: Service,
    operation: string,
    head: RequestHead,
    request: IncomingMessage,
    requestId: string,
  ): Promise<Answer> => {
    try {
      if (head.headers.origin !== undefined && !service.allowsBrowser?.(operation, head)) {
        throw new AwsError('AccessDeniedException', `Web pages may not call ${service.name} ${operation} here.`, 403);
      }
      const caller = identify(head.credential, access);
      const text = (): Promise<string> => (head.form ? Promise.resolve(head.form.toString()) : readText(request));
      return await service.handle({ operation, head, caller, requestId, request, text });
    } catch (error) {
      return service.refuse(asRefusal(error, requestId), requestId);
    }
  };

  const dispatch = async (request: IncomingMessage, requestId: string): Promise<Answer> => {
    const head = await readHead(request);
    if (isPreflight(head)) return preflightAnswer(head);
    for (const service of services) {
      const operation = service.recognise(head);
      if (operation === undefined) continue;
      const answer = await serve(service, operation, head, request, requestId);
      return service.allowsBrowser?.(operation, head) ? readableByPages(answer) : answer;
    }
    return unknownService(services, head, requestId);
  };

  return async (request: IncomingMessage): Promise<Answer> => {
    const requestId = randomUUID();
    const answer = await dispatch(request, requestId).catch((error: unknown) =>
      jsonRefusal('1.1', asRefusal(error, requestId)),
    );
    return { ...answer, headers: { 'x-amzn-requestid': requestId, ...answer.headers } };
  };
};
