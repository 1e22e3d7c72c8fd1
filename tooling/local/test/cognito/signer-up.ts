/** Opens the pool of the folder it is given and makes user after user, telling each once it is made, until it is killed. */
import { systemClock } from '@frontdesk/core/time';
import { openUserPool } from '../../src/cognito/user-pool';
import { account } from '../endpoint/support';
import { PASSWORD } from './support';

const run = async (folder: string): Promise<void> => {
  const pool = await openUserPool({ account, folder, clock: systemClock, deliver: () => undefined });
  for (let number = 0; ; number += 1) {
    const email = `u${number}@example.com`;
    await pool.createUser({ email, password: PASSWORD, tenantId: 'acme-dental', groups: [] });
    const { RefreshToken = '' } = await pool.issueTokens(email);
    process.stdout.write(`${email} ${RefreshToken}\n`);
  }
};

run(process.argv[2] ?? '').catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
