import type { Connections, Posted } from '../deps';

/**
 * Posts one frame after the other to each connection, so that none overtakes another. One that lags holds up its own frames, and
 * nobody else's.
 */
export const inOrder = (connections: Connections): Connections => {
  const last = new Map<string, Promise<Posted>>();
  return {
    post: (connectionId, frame) => {
      const post = (): Promise<Posted> => connections.post(connectionId, frame);
      const earlier = last.get(connectionId);
      const turn = earlier ? earlier.then(post, post) : post();
      last.set(connectionId, turn);
      return turn;
    },
  };
};
