/** What a handler returns: a status, a JSON body where there is one, and headers of its own. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (body: unknown, headers?: Answer['headers']): Answer => ({ status: 200, body, headers });

/** 201 with the address of what was made (RFC 9110, section 15.3.2). */
export const created = (body: unknown, location: string, headers?: Answer['headers']): Answer => ({
  status: 201,
  body,
  headers: { location, ...headers },
});

export const noContent = (): Answer => ({ status: 204 });
