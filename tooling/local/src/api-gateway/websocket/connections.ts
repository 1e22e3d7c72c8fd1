import type { Connection } from './connection';

/** The open connections of the WebSocket API, by their ids. They outlive a deployment. */
export type Connections = Map<string, Connection>;

/** The connection with this id, unless it is closed or about to be. */
export const openConnection = (connections: Connections, connectionId: string): Connection | undefined => {
  const connection = connections.get(connectionId);
  return connection?.open ? connection : undefined;
};
