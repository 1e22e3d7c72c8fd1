import type { Clock } from '@frontdesk/core/time';
import type { StateFile } from '../data/state-file';
import type { Account } from '../endpoint/account';
import type { Challenges } from './challenges';
import type { Deliver } from './messages';
import type { PoolState } from './pool-state';
import type { RefreshTokens } from './refresh-tokens';
import type { Simulation } from './simulated-user';
import type { TokenIssuer } from './tokens';

/** What the operations of one user pool work with. */
export interface PoolContext {
  readonly account: Account;
  readonly clock: Clock;
  readonly state: StateFile<PoolState>;
  readonly tokens: TokenIssuer;
  readonly refreshTokens: RefreshTokens;
  readonly challenges: Challenges;
  readonly simulate: Simulation;
  readonly deliver: Deliver;
}

export const poolArn = ({ region, accountId }: Account, poolId: string): string =>
  `arn:aws:cognito-idp:${region}:${accountId}:userpool/${poolId}`;
