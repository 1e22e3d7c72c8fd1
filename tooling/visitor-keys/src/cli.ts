import { writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { systemClock } from '@frontdesk/core/time';
import { type Change, init, replace, rotate, type SecretVersion, show } from './commands';

/**
 * The program behind `scripts/visitor-keys.sh`, which talks to Secrets Manager: `cli.ts COMMAND SECRET FILE`. It reads the
 * present version from standard input, writes what is to be put into a private file, and prints what to tell the operator.
 */
const main = async ([command, secret, file = '']: readonly string[]): Promise<string> => {
  const now = systemClock.now();
  const stored = async () => JSON.parse(await text(process.stdin)) as SecretVersion;
  const put = async ({ done, ...version }: Change): Promise<string> => {
    await writeFile(file, JSON.stringify({ SecretId: secret, ...version }), { mode: 0o600 });
    return done;
  };
  switch (command) {
    case 'init':
      return put(init(now));
    case 'rotate':
      return put(rotate(await stored(), now));
    case 'replace':
      return put(replace(now));
    case 'show':
      return show(await stored(), now);
    default:
      throw new Error(`There is no command '${command}'. The commands are: init, rotate, replace, show.`);
  }
};

main(process.argv.slice(2)).then(
  (done) => console.log(done),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
