import { escapeXml } from '../endpoint/protocols/query';
import type { Answer } from '../endpoint/service';

export const element = (name: string, value: string | number | boolean): string =>
  `<${name}>${escapeXml(String(value))}</${name}>`;

/** An answer of elements that are written already. */
export const xmlAnswer = (
  root: string,
  elements: readonly string[],
  status = 200,
  headers: Answer['headers'] = {},
): Answer => ({
  status,
  headers: { 'content-type': 'application/xml', ...headers },
  body:
    `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">` +
    `${elements.join('')}</${root}>`,
});

export const empty = (status: number, headers: Answer['headers'] = {}): Answer => ({ status, headers, body: '' });
