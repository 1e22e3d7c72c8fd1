import { request as httpRequest, type IncomingMessage } from 'node:http';
import { allows } from '@frontdesk/manifest/allows';
import type { Account, Caller } from '../endpoint/account';
import { AwsError, accessDenied, missingToken } from '../endpoint/aws-error';
import type { Answer, Call, RequestHead, Service } from '../endpoint/service';

export interface BedrockOptions {
  readonly account: Account;
  /** The address of a stand-in; without one there are no models. */
  readonly standIn: string | undefined;
  /** The one model that functions may be granted, as their environment names it. */
  readonly model: string;
}

const ACTION = 'bedrock:InvokeModelWithResponseStream';

/** The model that a request asks; in the path its id is percent-encoded. */
const modelOf = ({ path }: RequestHead): string | undefined => {
  const encoded = /^\/model\/([^/]+)\/converse-stream$/.exec(path)?.[1];
  try {
    return encoded && decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
};

/** Asks the stand-in. If the caller hangs up, so do we. */
const ask = async (standIn: string, { head, request, text }: Call): Promise<IncomingMessage> => {
  const body = await text();
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const asked = httpRequest(new URL(head.path, standIn), { method: 'POST', headers });
    const hangUp = (): void => void asked.destroy();
    request.socket.once('close', hangUp);
    asked.once('response', (response) => {
      request.socket.off('close', hangUp);
      resolve(response);
    });
    asked.once('error', reject);
    asked.end(body);
  });
};

/** Headers of one connection, which the next hop's own replace. */
const OF_THE_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'date']);

const answerOf = (response: IncomingMessage): Answer => {
  const headers = Object.entries(response.headers).flatMap(([name, value]) =>
    value === undefined || OF_THE_CONNECTION.has(name) ? [] : [[name, value] as const],
  );
  return { status: response.statusCode ?? 502, headers: Object.fromEntries(headers), body: response };
};

/** Bedrock's ConverseStream, as far as there is a stand-in for its models. It checks the callers' grants as IAM does. */
export const createBedrock = ({ account, standIn, model }: BedrockOptions): Service => {
  const authorize = (caller: Caller, asked: string, region: string): void => {
    if (caller.kind === 'anonymous') throw new AwsError(missingToken().type, missingToken().message, 403);
    if (caller.kind === 'administrator') return;
    if (asked === model && allows(caller.grants, ACTION, { kind: 'model', name: 'bedrock' })) return;
    const resource = `arn:aws:bedrock:${region}::foundation-model/${asked}`;
    const denied = accessDenied(account, caller, ACTION, resource);
    throw new AwsError(denied.type, denied.message, 403);
  };
  return {
    name: 'bedrock-runtime',
    recognise: (head) =>
      head.credential?.service === 'bedrock' && head.method === 'POST' && modelOf(head) !== undefined
        ? 'ConverseStream'
        : undefined,
    refuse: ({ type, message, status }) => ({
      status,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': type.slice(type.indexOf('#') + 1) },
      body: JSON.stringify({ message }),
    }),
    handle: async (call): Promise<Answer> => {
      authorize(call.caller, modelOf(call.head) ?? '', call.head.credential?.region ?? account.region);
      if (standIn === undefined) {
        const how = 'FRONTDESK_STAND_INS=bedrock starts a stand-in that says that it is one';
        throw new AwsError('AccessDeniedException', `The local stack has no models of Bedrock: ${how}.`, 403);
      }
      return answerOf(await ask(standIn, call));
    },
  };
};
