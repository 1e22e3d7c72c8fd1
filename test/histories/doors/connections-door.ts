import type { Connections, Posted } from '@frontdesk/realtime';
import type { History } from '../history';
import { inside } from '../simulation/life';
import type { Random } from '../simulation/random';
import type { SocketApi } from '../world/socket-api';
import { type Passage, through } from './door';
import type { Faults } from './faults';

/** `@connections`, each post a step. A post that is slow or fails may have reached its client even so. */
export const connectionsDoor = (
  api: SocketApi,
  { history, random, faults }: { readonly history: History; readonly random: Random; faults(): Faults },
): Connections => ({
  post: (connectionId, text) => {
    const frame = JSON.parse(text) as { readonly action: string };
    const by = inside()?.life.name ?? '';
    return through(`post ${frame.action} to ${connectionId}`, (): Passage<Posted> => {
      history.record({ type: 'posted', by, to: connectionId, frame });
      const reach = async (): Promise<Posted> => api.push(connectionId, text);
      if (!random.chance(faults().notPosted)) return { effect: reach };
      const fault = random.pick(['slow', 'fails', 'arrives, but is slow', 'arrives, but fails'] as const);
      return {
        fault,
        effect: async () => {
          if (fault.startsWith('arrives')) await reach();
          if (fault.endsWith('slow')) return 'slow';
          throw new Error('@connections did not answer');
        },
      };
    });
  },
});
