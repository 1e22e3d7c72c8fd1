import type { AwsError } from '../aws-error';
import type { Answer } from '../service';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

export const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

const xmlAnswer = (status: number, body: string): Answer => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body,
});

/** A member of a result: text, a structure, or a list. Each item of a list is written as a `member` element. */
export type QueryValue = string | readonly QueryValue[] | { readonly [name: string]: QueryValue };

const isList = (value: QueryValue): value is readonly QueryValue[] => Array.isArray(value);

const written = (value: QueryValue): string => {
  if (typeof value === 'string') return escapeXml(value);
  return isList(value) ? value.map((member) => elements({ member })).join('') : elements(value);
};

const elements = (members: Readonly<Record<string, QueryValue>>): string =>
  Object.entries(members)
    .map(([name, value]) => `<${name}>${written(value)}</${name}>`)
    .join('');

/** An answer in the AWS Query protocol (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html). */
export const queryAnswer = (
  namespace: string,
  operation: string,
  result: Readonly<Record<string, QueryValue>>,
  requestId: string,
): Answer =>
  xmlAnswer(
    200,
    `<${operation}Response xmlns="${namespace}"><${operation}Result>${elements(result)}</${operation}Result>` +
      `<ResponseMetadata>${elements({ RequestId: requestId })}</ResponseMetadata></${operation}Response>`,
  );

/** An error in the AWS Query protocol. */
export const queryRefusal = ({ type, message, status }: AwsError, requestId: string): Answer => {
  const fault = {
    Type: status < 500 ? 'Sender' : 'Receiver',
    Code: type.slice(type.indexOf('#') + 1),
    Message: message,
  };
  return xmlAnswer(
    status,
    `<ErrorResponse><Error>${elements(fault)}</Error>${elements({ RequestId: requestId })}</ErrorResponse>`,
  );
};
