import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDispatch, type DispatchOptions } from './dispatch';

/** Longer than the SDKs keep an idle connection, so that we never close a connection that they are about to use. */
const KEEP_ALIVE_MS = 75_000;
const CLOSE_DEADLINE_MS = 2_000;

export interface AwsEndpoint {
  /**
   * Listens on the loopback interface and resolves with the port. Port 0 picks any free port.
   * @throws Error, in one line, if the port is taken.
   */
  listen(port: number): Promise<number>;
  /** Stops taking requests. Resolves once the running ones are answered, or after two seconds. */
  close(): Promise<void>;
}

/** One endpoint for all the services of the embedded AWS. The ordinary AWS CLI and SDKs can use it. */
export const createAwsEndpoint = (options: DispatchOptions): AwsEndpoint => {
  const dispatch = createDispatch(options);

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, headers, body } = await dispatch(request);
    response.statusCode = status;
    for (const name in headers) response.setHeader(name, headers[name] as string | readonly string[]);
    // Head and body leave in one piece, with the length that Node adds.
    if (typeof body === 'string' || body instanceof Uint8Array) {
      response.end(body);
      return;
    }
    // If the caller hangs up or the engine dies half-way, we break the connection: every SDK retries that.
    body.once('error', () => response.destroy());
    response.once('close', () => body.destroy());
    body.pipe(response);
  };

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    respond(request, response).catch((error: unknown) => {
      options.log.error('an answer of the AWS endpoint was not sent', { error: String(error) });
      response.destroy();
    });
  });

  return {
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) =>
          reject(
            error.code === 'EADDRINUSE'
              ? new Error(`Port ${port} is taken by another program. Stop it, or set AWS_PORT to a free port.`)
              : error,
          ),
        );
        server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
      }),
    close: () =>
      new Promise((resolve) => {
        const deadline = setTimeout(() => server.closeAllConnections(), CLOSE_DEADLINE_MS);
        server.close(() => {
          clearTimeout(deadline);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
};
