import { address, filled, readConfig } from '@frontdesk/core/config';
import type { Directory } from '@frontdesk/core/identity';
import type { Upgrade } from '@frontdesk/core/socket';
import { type ConnectionIdentity, connecting } from '@frontdesk/tokens';
import { createStaffTokens } from '@frontdesk/tokens/staff';
import type { Base } from './base';
import { visitorRuntime } from './visitor-runtime';

const environment = { ISSUER: filled, JWKS_URI: address };

/** Decides who may open a connection, for a function that declares `connectingEnvironment` and `connectingGrants`. */
export const connectingRuntime = (
  base: Base,
  directory: Pick<Directory, 'settings'>,
): ((upgrade: Upgrade) => Promise<ConnectionIdentity>) => {
  const { ISSUER: issuer, JWKS_URI: jwksUri } = readConfig(environment);
  const staff = createStaffTokens({ issuer, jwksUri, webClientId: base.webClientId });
  const visitors = visitorRuntime(base);
  // Begun while Lambda initializes the instance; if it fails, the first token reads the keys.
  staff.hydrate().catch(() => undefined);
  return ({ query: { userId, threadId, token } }) =>
    connecting({ userId, threadId, token }, { visitors, staff, directory });
};
