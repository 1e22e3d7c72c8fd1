/** A member of a tenant's staff, signed in with an ID token of the web client. */
export interface Staff {
  readonly kind: 'staff';
  readonly tenant: string;
  /** The Cognito user's `sub`. */
  readonly id: string;
  readonly groups: readonly string[];
}

/** A registered service client acting for one of its tenants. */
export interface Service {
  readonly kind: 'service';
  readonly tenant: string;
  /** The OAuth client id. */
  readonly id: string;
}

export type Principal = Staff | Service;
