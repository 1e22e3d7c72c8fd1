import type { Bench } from '../bench';
import { fanOut } from './fan-out/fan-out';
import { withGround } from './ground';
import { replies } from './reply/replies';
import { turns } from './turn/turns';

/** What threads cost: a visitor's turn, a message to all of its members, and a reply that they see written. */
export const realtime = (bench: Bench): Promise<string> =>
  withGround(bench, async (ground) =>
    [await turns(bench, ground), await fanOut(ground), await replies(ground)].join('\n\n'),
  );
