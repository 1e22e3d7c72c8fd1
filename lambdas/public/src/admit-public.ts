import { Problem } from '@frontdesk/core/errors';
import type { Request } from '@frontdesk/core/http';
import { isTenantId } from '@frontdesk/core/identity';
import type { Deps } from './deps';

export interface PublicAdmission {
  readonly tenant: string;
  /** For the answer: how much of its limit the caller's address has left. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The one answer for tenants that do not exist, are suspended, or have public chat switched off. */
const noPublicChat = (headers?: PublicAdmission['headers']): Problem =>
  new Problem('no_public_chat', {
    detail: 'Check x-client-id, or ask whoever runs this deployment to switch public chat on for the tenant.',
    ...(headers && { headers }),
  });

/**
 * Lets a request of anyone in: at a tenant that has public chat, and within the limit of the caller's address there. Requests
 * are counted whether there is such a tenant or not, so that no answer tells.
 * @throws Problem 400, 404 or 429; 503 if the request cannot be counted.
 */
export const admitPublic = async (
  { headers, sourceIp }: Pick<Request<unknown, unknown, unknown>, 'headers' | 'sourceIp'>,
  { directory, limiter, policy }: Pick<Deps, 'directory' | 'limiter' | 'policy'>,
): Promise<PublicAdmission> => {
  const tenant = headers['x-client-id'];
  if (tenant === undefined) {
    throw new Problem('tenant_header_missing', {
      detail: 'Say in x-client-id which tenant this is for.',
      errors: [{ location: 'header.x-client-id', message: 'is required' }],
    });
  }
  if (!isTenantId(tenant)) throw noPublicChat();
  const reading = directory.settings(tenant);
  // Awaited once the request is counted; until then its failure must not count as unhandled.
  reading.catch(() => undefined);
  const counted = await limiter.take(policy, tenant, sourceIp);
  const { status, public_chat } = await reading;
  if (status !== 'active' || !public_chat) throw noPublicChat(counted);
  return { tenant, headers: counted };
};
