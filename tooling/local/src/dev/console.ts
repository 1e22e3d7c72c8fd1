import type { Log } from '@frontdesk/core/observe';
import type { AccessEntry } from '../api-gateway/access-log';
import type { CodePurpose, Message } from '../cognito/messages';

/** A path may hold a customer's number: the route is shown instead, and of a path without one its beginning. */
const shownPath = ({ path, routeKey }: AccessEntry): string => {
  const [, route] = routeKey.split(' ');
  const [, first = '', ...rest] = path.split('/');
  return route ?? (rest.length > 0 ? `/${first}/…` : `/${first}`);
};

/** One line a request, or an event of the WebSocket API, as a person reads it. */
export const accessLine = (entry: AccessEntry): string => {
  const shown = entry.connectionId === undefined ? shownPath(entry) : entry.routeKey;
  return `${String(entry.status).padEnd(3)} ${entry.httpMethod.padEnd(6)} ${shown}  ${entry.responseLatency} ms`;
};

const LEVELS = new Set(['WARN', 'ERROR', 'CRITICAL']);

/**
 * What of a function's own lines a person wants to see: everything that is no structured line (a `console.log` while trying
 * things out, Lambda's own words), and structured ones from a warning upwards. Metrics lines are left out.
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

/** What Cognito would send by e-mail. */
export const messageLine = ({ to, purpose, code }: Message): string => `e-mail to ${to}: ${code} ${PURPOSE[purpose]}`;

/** The stack's own log, on the console. */
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
