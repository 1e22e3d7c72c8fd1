import type { DocumentClient, Operation } from '@frontdesk/tables';

/** One call of a client, as a test may watch it or change it. */
export interface ClientCall {
  readonly operation: Operation;
  readonly input: object;
}

/** Stands around each call of a client: answers it, or lets it through with `next`. */
export type Around = (call: ClientCall, next: (input: object) => Promise<object>) => Promise<object>;

/** A client whose calls go through what stands around it, what was added last being the outermost. */
export const aroundClient = (client: DocumentClient) => {
  const layers = new Set<Around>();
  const through: DocumentClient = {
    destroy: () => client.destroy(),
    send: async (operation, input, options) => {
      let send = (changed: object): Promise<object> => client.send(operation, changed as typeof input, options);
      for (const layer of layers) {
        const next = send;
        send = (changed) => layer({ operation, input: changed }, next);
      }
      return (await send(input)) as never;
    },
  };
  return {
    client: through,
    /** @returns what takes it away again. */
    around: (layer: Around): (() => void) => {
      layers.add(layer);
      return () => void layers.delete(layer);
    },
  };
};
