import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** How the service meets one attempt. */
export type Behaviour =
  | {
      readonly kind: 'answers';
      readonly status: number;
      readonly body: string;
      readonly headers?: Record<string, string>;
    }
  | { readonly kind: 'hangs' }
  /** The connection is cut before anything is answered. */
  | { readonly kind: 'cuts' }
  /** The connection is cut in the middle of the answer. */
  | { readonly kind: 'cuts in the middle'; readonly body: string };

export interface Attempt {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A service that meets the attempts as a script says; the last line holds for all that follow. */
export const scriptedDynamoDb = async () => {
  let script: readonly Behaviour[] = [];
  let attempts: Attempt[] = [];
  let onMet: (() => void) | undefined;
  const server = createServer(async (request, response) => {
    const behaviour = script[Math.min(attempts.length, script.length - 1)];
    const { method = '', url: path = '', headers } = request;
    const attempt = { method, path, headers, body: '' };
    attempts.push(attempt);
    attempt.body = await text(request);
    if (onMet) response.once('finish', onMet);
    if (behaviour?.kind === 'hangs') onMet?.();
    switch (behaviour?.kind) {
      case 'answers':
        response.writeHead(behaviour.status, { 'x-amzn-requestid': 'request-1', ...behaviour.headers });
        return response.end(behaviour.body);
      case 'cuts':
        return request.socket.destroy();
      case 'cuts in the middle':
        response.writeHead(200, { 'content-length': Buffer.byteLength(behaviour.body) + 1 });
        return response.write(behaviour.body, () => response.destroy());
      default:
        return undefined;
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /**
     * Runs a call against a script. Resolves with what the service saw.
     * @param met called when an attempt has been answered, or is left hanging.
     */
    play: async (
      lines: readonly Behaviour[],
      call: () => Promise<unknown>,
      met?: () => void,
    ): Promise<readonly Attempt[]> => {
      script = lines;
      attempts = [];
      onMet = met;
      await call();
      return attempts;
    },
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
};
