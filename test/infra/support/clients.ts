/** A client of a WebSocket API on the emulator, which speaks HTTP for it: see data_plane/websocket_api.py. */
export interface Client {
  send(frame: unknown): Promise<void>;
  /** The frames that arrived since this was last called. */
  received(): Promise<unknown[]>;
  /** @param silently API Gateway does not call `$disconnect`, as it sometimes does not. */
  close(options?: { readonly silently: boolean }): Promise<void>;
}

/** The emulator's answer. @throws Error if it refuses. */
const ask = async (method: string, url: string, body?: string): Promise<unknown> => {
  const answer = await fetch(url, { method, ...(body !== undefined && { body }) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url} was answered with ${answer.status}: ${text}`);
  return JSON.parse(text);
};

/** Opens a connection. @returns the client, or the status by which `$connect` refused it. */
export const connect = async (api: string, query: Readonly<Record<string, string>>): Promise<Client | number> => {
  const opened = await ask('POST', `${api}/connections?${new URLSearchParams(query)}`);
  const { status, connectionId } = opened as { readonly status?: number; readonly connectionId?: string };
  if (connectionId === undefined) return status ?? 0;
  const url = `${api}/connections/${encodeURIComponent(connectionId)}`;
  return {
    send: async (frame) => void (await ask('POST', url, JSON.stringify(frame))),
    received: async () => ((await ask('GET', url)) as string[]).map((frame) => JSON.parse(frame)),
    close: async ({ silently } = { silently: false }) => void (await ask('DELETE', silently ? `${url}?silently` : url)),
  };
};
