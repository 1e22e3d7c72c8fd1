import { join } from 'node:path';
import { atomicWrite } from './atomic-write';

/** The outputs of a deployment, under the same names as in `terraform output`. */
export type Outputs = Readonly<Record<string, string | number | boolean | Readonly<Record<string, string>>>>;

/** Writes `outputs.json` into the data folder, where scripts and tests look for a running stack. */
export const writeOutputs = (folder: string, outputs: Outputs): Promise<void> =>
  atomicWrite(join(folder, 'outputs.json'), `${JSON.stringify(outputs, null, 2)}\n`);
