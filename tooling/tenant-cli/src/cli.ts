import { text } from 'node:stream/consumers';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { systemClock } from '@frontdesk/core/time';
import { createDocumentClient, openAllTables } from '@frontdesk/tables';
import { UsageError } from './operator';
import { runTenantCommand } from './tenants';

/**
 * The program behind `scripts/tenant.sh`. The script chooses the environment by setting `NAME_PREFIX`, `CALLER_DIR` and
 * the variables that the AWS SDK reads (region, credentials, endpoint).
 */
const main = async (words: readonly string[]): Promise<string> => {
  const namePrefix = process.env.NAME_PREFIX;
  if (!namePrefix) throw new UsageError('NAME_PREFIX is not set. Use scripts/tenant.sh, which sets it.');
  const client = createDocumentClient({ credentials: defaultProvider() });
  return runTenantCommand(
    {
      client,
      clock: systemClock,
      folder: process.env.CALLER_DIR ?? process.cwd(),
      stdin: () => text(process.stdin),
      table: (name) => `${namePrefix}-${name}`,
      tables: openAllTables({ clientFor: () => client, registryClient: client, namePrefix, clock: systemClock }),
    },
    words,
  );
};

main(process.argv.slice(2)).then(
  (done) => console.log(done),
  (error: unknown) => {
    const because = error instanceof Error ? error.message : String(error);
    console.error(error instanceof UsageError ? because : `The command failed: ${because}`);
    process.exitCode = 1;
  },
);
