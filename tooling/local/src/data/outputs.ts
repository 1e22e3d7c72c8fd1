import { join } from 'node:path';
import { atomicWrite } from './atomic-write';

/** What a deployment tells its users, under the names that `terraform output` has. */
export type Outputs = Readonly<Record<string, string | number | boolean | Readonly<Record<string, string>>>>;

/** Writes `outputs.json` into the data folder, for scripts and tests to find a running stack by. */
export const writeOutputs = (folder: string, outputs: Outputs): Promise<void> =>
  atomicWrite(join(folder, 'outputs.json'), `${JSON.stringify(outputs, null, 2)}\n`);
