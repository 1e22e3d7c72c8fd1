import type { Log } from '@frontdesk/core/observe/log';
import type { AccessEntry } from '../gateway/access-log';

/** One line a request, as a person reads it. */
export const accessLine = ({ httpMethod, path, status, responseLatency }: AccessEntry): string =>
  `${String(status).padEnd(3)} ${httpMethod.padEnd(6)} ${path}  ${responseLatency} ms`;

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

/** The stack's own log, on the console. */
export const consoleLog = (print: (line: string) => void): Log => {
  const write = (level: string) => (message: string, fields?: object) =>
    print(`${level}: ${message}${fields && Object.keys(fields).length > 0 ? ` ${JSON.stringify(fields)}` : ''}`);
  return {
    info: () => undefined,
    warn: write('warning'),
    error: write('error'),
    append: () => undefined,
    begin: () => undefined,
  };
};
