import { declaredSecretReader } from '@frontdesk/aws';
import { createVisitorKeys, createVisitorTokens, type VisitorTokens, visitorTokenKeys } from '@frontdesk/tokens';
import type { Base } from './base';

/**
 * Visitor tokens, for a function that declares `visitorTokenGrants`.
 * @param tokenSeconds how long those are good for that it issues; an hour if left out.
 */
export const visitorTokensRuntime = (
  { namePrefix, clock }: Pick<Base, 'namePrefix' | 'clock'>,
  tokenSeconds?: number,
): VisitorTokens => {
  const read = declaredSecretReader(namePrefix);
  const keys = createVisitorKeys(() => read(visitorTokenKeys), clock);
  // Begun while Lambda initializes the instance, so that its first visitor does not wait for it.
  keys.signing().catch(() => undefined);
  return createVisitorTokens({ keys, issuer: namePrefix, clock, ...(tokenSeconds !== undefined && { tokenSeconds }) });
};
