import type { Clock } from '@frontdesk/core/time';
import { accessDenied, missingToken } from '../endpoint/aws-error';
import { jsonService } from '../endpoint/protocols/json';
import type { Service } from '../endpoint/service';
import { type Readers, readingOperations } from './reading';
import { openSecretStore } from './secret-store';
import { writingOperations } from './writing';

export interface SecretsManagerOptions extends Readers {
  /** The folder of the secrets' files. */
  readonly folder: string;
  readonly clock: Clock;
}

/** Secrets Manager over files: functions read their secrets as they do when deployed, and so do scripts. */
export const createSecretsManager = ({ account, folder, clock, mayRead }: SecretsManagerOptions): Service => {
  const store = openSecretStore(folder);
  const operations = {
    ...readingOperations(store, { account, mayRead }),
    ...writingOperations(store, account, clock),
  };
  return jsonService({
    name: 'secretsmanager',
    target: 'secretsmanager',
    version: '1.1',
    operations,
    authorize: ({ caller, operation: called }) => {
      if (caller.kind === 'anonymous') throw missingToken();
      const reads = called === 'GetSecretValue' || called === 'DescribeSecret';
      if (caller.kind === 'function' && !reads) throw accessDenied(account, caller, `secretsmanager:${called}`, '*');
    },
  });
};
