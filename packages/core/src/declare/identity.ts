/** The Cognito groups that a tenant's staff belong to, and what each is for. */
export const GROUPS = {
  admin: "May change the tenant's prompt, configuration and settings",
  agent: 'Answers customers',
} as const;

export type Group = keyof typeof GROUPS;

/** The claim of an ID token that names the tenant. Cognito lets nobody change it once the user is made. */
export const TENANT_CLAIM = 'custom:tenant_id';

/** The OAuth resource server, whose scopes are what service clients ask tokens for. */
export const RESOURCE_SERVER = {
  identifier: 'frontdesk',
  scopes: { 'tenant.act': 'Act for the tenants that this client is registered for' },
} as const;

/** The OAuth scope that a service client's access token must carry. */
export const TENANT_SCOPE = `${RESOURCE_SERVER.identifier}/tenant.act` as const;

/** The service clients that every environment has. A registration says which tenants each may act for. */
export const SERVICE_CLIENTS = ['voice-server'] as const;
