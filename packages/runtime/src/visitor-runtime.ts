import { secretReader } from '@frontdesk/aws';
import { createVisitorKeys, createVisitorTokens, type VisitorTokens, visitorTokenKeys } from '@frontdesk/tokens';
import type { Base } from './base';

/** What signs and checks visitor tokens, for a function that may read their keys. */
export const visitorRuntime = ({ namePrefix, clock }: Pick<Base, 'namePrefix' | 'clock'>): VisitorTokens => {
  const read = secretReader();
  const keys = createVisitorKeys(() => read(`${namePrefix}/${visitorTokenKeys.name}`), clock);
  return createVisitorTokens({ keys, issuer: namePrefix, clock });
};
