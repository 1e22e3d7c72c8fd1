/** A request's headers, as they enter the event. */
export interface EventHeaders {
  /** Names in lower case, repeated ones joined with commas; without cookies and headers about one connection only. */
  readonly headers: ReadonlyMap<string, string>;
  /** One entry for each cookie, however many headers they came in. */
  readonly cookies: readonly string[];
}

const HOP_BY_HOP = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const cookiesIn = (value: string): string[] =>
  value
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== '');

/** Reads node's list of names and values (`rawHeaders`), in which nothing is dropped or joined yet. */
export const eventHeaders = (rawHeaders: readonly string[]): EventHeaders => {
  const headers = new Map<string, string>();
  const cookies: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    const value = rawHeaders[index + 1] ?? '';
    if (name === 'cookie') cookies.push(...cookiesIn(value));
    else if (!HOP_BY_HOP.has(name)) {
      const before = headers.get(name);
      headers.set(name, before === undefined ? value : `${before},${value}`);
    }
  }
  return { headers, cookies };
};

/**
 * What API Gateway counts against its quota: the request line and the values of all headers, in bytes
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html).
 */
export const headBytes = (method: string, url: string, rawHeaders: readonly string[]): number => {
  let bytes = method.length + url.length + ' HTTP/1.1 '.length;
  for (let index = 1; index < rawHeaders.length; index += 2) bytes += rawHeaders[index]?.length ?? 0;
  return bytes;
};
