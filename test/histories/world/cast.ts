import { INBOX } from '@frontdesk/core/identity';
import type { History } from '../history';
import { Life } from '../simulation/life';
import type { Scheduler } from '../simulation/scheduler';
import { changeOwner, speakFromOutside } from './callers';
import { Client } from './client';
import type { HttpApi } from './http-api';
import type { Act, Script } from './script';
import type { SocketApi } from './socket-api';

interface World {
  readonly tenant: string;
  readonly threadId: string;
  readonly scheduler: Scheduler;
  readonly history: History;
  readonly api: SocketApi;
  readonly http: HttpApi;
}

/** Everybody who plays in a run, and what they have still to do. */
export interface Cast {
  readonly clients: readonly Client[];
  /** Whether somebody has still something to do. */
  isBusy(): boolean;
}

const perform = ({ what }: Act, who: Client, world: World): void => {
  switch (what.do) {
    case 'say':
      who.say(what.text);
      break;
    case 'drop':
      who.drop();
      break;
    case 'type':
      who.signal({ action: 'typing' });
      break;
    case 'read':
      who.signal({ action: 'message.read', sequence: who.view.complete });
      break;
    case 'take over':
      void changeOwner('takeover', who.userId, world);
      break;
    case 'release':
      void changeOwner('release', who.userId, world);
      break;
    default:
      what satisfies never;
  }
};

/** Has everybody connect, and do what the script has for them. The first of the staff joins the thread, others the inbox. */
export const bringOn = (script: Script, world: World): Cast => {
  const { scheduler, threadId } = world;
  let acting = 0;
  const enact = <A extends { readonly afterMs: number }>(
    life: Life,
    acts: readonly A[],
    act: (next: A) => void,
  ): void => {
    const [next, ...others] = acts;
    if (!next) return;
    acting += 1;
    const run = (): undefined => {
      acting -= 1;
      act(next);
      enact(life, others, act);
      return undefined;
    };
    const { afterMs, ...rest } = next;
    scheduler.park({ life, label: `acts: ${JSON.stringify(rest)}`, due: scheduler.now() + afterMs, run });
  };
  const visitors = Object.keys(script.visitors).map((name) => new Client(name, 'visitor', 'visitor', threadId, world));
  const staff = Object.keys(script.staff).map(
    (name, i) => new Client(name, name, 'staff', i === 0 ? threadId : INBOX, world),
  );
  const clients = [...visitors, ...staff];
  for (const who of clients) {
    if (script.interrupting.includes(who.name)) who.onDraft = () => void changeOwner('takeover', who.userId, world);
    void who.connect();
    enact(who.life, script.visitors[who.name] ?? script.staff[who.name] ?? [], (act) => perform(act, who, world));
  }
  enact(new Life('outside'), script.outside, ({ messageId, text }) => void speakFromOutside(messageId, text, world));
  return { clients, isBusy: () => acting > 0 };
};
