/**
 * A process that starts an engine on the file it is given, writes item after item, and prints each item's number once
 * the write was acknowledged, until somebody kills it.
 */
import { createTables } from '../../../src/dynamodb/engine/create-tables';
import { startEngine } from '../../../src/dynamodb/engine/engine';
import { itemStore, quiet, sampleTable } from './support';

const run = async (dbPath: string): Promise<void> => {
  const engine = await startEngine({ dbPath, environment: process.env, log: quiet });
  await createTables(engine.endpoint, [sampleTable], 'app-test');
  const store = itemStore(engine.endpoint, 'app-test-notes');
  for (let id = 0; ; id += 1) {
    await store.put({ client_id: { S: 'a' }, id: { S: String(id) } });
    process.stdout.write(`${id}\n`);
  }
};

run(process.argv[2] ?? '').catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
