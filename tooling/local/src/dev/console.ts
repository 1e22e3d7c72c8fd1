import type { Log } from '@frontdesk/core/observe';
import type { AccessEntry } from '../api-gateway/access-log';
import type { CodePurpose, Message } from '../cognito/messages';

/**
 * A path may contain a customer's phone number, so the route is shown instead. For a path that matches no route, only
 * its first part is shown.
 */
const shownPath = ({ path, routeKey }: AccessEntry): string => {
  const [, route] = routeKey.split(' ');
  const [, first = '', ...rest] = path.split('/');
  return route ?? (rest.length > 0 ? `/${first}/…` : `/${first}`);
};

/** One readable line for each request, or for each event of the WebSocket API. */
export const accessLine = (entry: AccessEntry): string => {
  const shown = entry.connectionId === undefined ? shownPath(entry) : entry.routeKey;
  return `${String(entry.status).padEnd(3)} ${entry.httpMethod.padEnd(6)} ${shown}  ${entry.responseLatency} ms`;
};

const LEVELS = new Set(['WARN', 'ERROR', 'CRITICAL']);

/**
 * Chooses which of a function's log lines are shown: all lines that are not structured (a `console.log` while somebody
 * tries things out, Lambda's own messages), and structured lines from level WARN up. Metrics are left out.
 */
export const functionLine = (name: string, line: string, verbose: boolean): string | undefined => {
  if (verbose) return `${name}: ${line}`;
  try {
    const fields = JSON.parse(line) as { level?: string; _aws?: unknown };
    return typeof fields === 'object' && fields !== null && LEVELS.has(fields.level ?? '')
      ? `${name}: ${line}`
      : undefined;
  } catch {
    return line.trim() === '' ? undefined : `${name}: ${line}`;
  }
};

const PURPOSE: Readonly<Record<CodePurpose, string>> = {
  password: 'to choose a new password',
  email: 'to verify the address',
};

/** The message that Cognito would send by e-mail. */
export const messageLine = ({ to, purpose, code }: Message): string => `e-mail to ${to}: ${code} ${PURPOSE[purpose]}`;

/** The local stack's own log, on the console. */
export const consoleLog = (print: (line: string) => void): Log => {
  const write = (level: string) => (message: string, fields?: object) =>
    print(`${level}: ${message}${fields && Object.keys(fields).length > 0 ? ` ${JSON.stringify(fields)}` : ''}`);
  const log: Log = {
    info: () => undefined,
    warn: write('warning'),
    error: write('error'),
    append: () => undefined,
    begin: () => undefined,
    child: () => log,
  };
  return log;
};
