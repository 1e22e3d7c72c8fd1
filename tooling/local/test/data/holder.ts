/** Opens the data folder it is given, says so, and holds it until it is killed. */
import { openDataFolder } from '../../src/data/data-folder';

openDataFolder(process.argv[2] ?? '').then(
  () => {
    process.stdout.write('held\n');
    setInterval(() => undefined, 60_000);
  },
  (error: Error) => process.stdout.write(`${error.name}\n`),
);
