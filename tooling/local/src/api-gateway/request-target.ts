/** Path and query of a request, as they enter the event. */
export interface RequestTarget {
  /** Decoded, in spite of its name. */
  readonly rawPath: string;
  /** As it was sent. */
  readonly rawQueryString: string;
}

const decode = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

/**
 * The path as API Gateway hands it on: decoded, cut at a question mark that was encoded, and decoded once more. So an
 * encoded slash becomes a separator, and a path that cannot be decoded twice is refused with 400. AWS documents only
 * that it decodes; the rest was captured from live HTTP APIs
 * (https://github.com/hotsock/voker/blob/main/vokerhttp/testdata/ingress-paths.json).
 */
const decodedPath = (path: string): string | undefined => {
  if (!path.includes('%')) return path;
  const once = decode(path);
  return once === undefined ? undefined : decode(once.split('?', 1)[0] ?? '');
};

/** Reads a request's target (origin form or absolute form); undefined if it is malformed. */
export const parseTarget = (url: string): RequestTarget | undefined => {
  const target = url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?]*\/?/i, '/');
  if (!target.startsWith('/')) return undefined;
  const question = target.indexOf('?');
  const rawPath = decodedPath(question < 0 ? target : target.slice(0, question));
  if (rawPath === undefined) return undefined;
  return { rawPath, rawQueryString: question < 0 ? '' : target.slice(question + 1) };
};
