/** What must be known of a tenant before a request for it is let in. Its settings, which say more, are of this shape. */
export interface AdmissibleTenant {
  readonly status: 'active' | 'suspended';
  readonly limits: { readonly requests_per_minute: number };
}
