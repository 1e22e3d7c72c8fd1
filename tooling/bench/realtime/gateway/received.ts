/** What the stand-in has received since it was last asked. */
export interface Received {
  /** Which connections got a frame, and when: milliseconds of the monotonic clock. */
  readonly arrivals: readonly (readonly [id: string, at: number])[];
  /** Calls, repeats and refused ones included. */
  readonly posts: number;
}

export const receivedBy = async (gatewayUrl: string): Promise<Received> =>
  (await (await fetch(gatewayUrl, { signal: AbortSignal.timeout(10_000) })).json()) as Received;
