/**
 * Why a connection may not open: 401 if the token proves nobody, 403 if it proves somebody to whom this connection is not
 * given. An authorizer throws it.
 */
export class ConnectionRefused extends Error {
  readonly status: 401 | 403;

  /** @param reason for the log only; never anything of the token. */
  constructor(status: 401 | 403, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'ConnectionRefused';
    this.status = status;
  }
}
