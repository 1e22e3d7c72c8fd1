/** What must be known about a tenant before a request for it is let in. Its settings have these fields, and more. */
export interface AdmissibleTenant {
  readonly status: 'active' | 'suspended';
  readonly limits: { readonly requests_per_minute: number };
}
