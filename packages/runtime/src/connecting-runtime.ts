import { address, filled, readConfig } from '@frontdesk/core/config';
import type { Directory } from '@frontdesk/core/identity';
import type { ConnectingDeps } from '@frontdesk/tokens';
import { createStaffTokens } from '@frontdesk/tokens/staff';
import type { Base } from './base';
import { visitorTokensRuntime } from './visitor-tokens-runtime';

const environment = { ISSUER: filled, JWKS_URI: address };

/** What `connecting` needs, for a function that declares `connectingEnvironment` and `visitorTokenGrants`. */
export const connectingRuntime = (
  base: Pick<Base, 'namePrefix' | 'clock' | 'webClientId'>,
  directory: Pick<Directory, 'settings'>,
): ConnectingDeps => {
  const { ISSUER: issuer, JWKS_URI: jwksUri } = readConfig(environment);
  const staff = createStaffTokens({ issuer, jwksUri, webClientId: base.webClientId });
  // Begun while Lambda initializes the instance. If it fails, the first token reads them.
  staff.hydrate().catch(() => undefined);
  return { visitors: visitorTokensRuntime(base), staff, directory };
};
