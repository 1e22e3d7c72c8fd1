import { redact } from './redaction';

type Fields = Readonly<Record<string, unknown>>;

/** Structured logs: messages are fixed strings, everything that varies is a field. */
export interface Log {
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
  /** Fields that every line carries until the next `begin`. One given again replaces the one before. */
  append(fields: Fields): void;
  /** Starts an invocation's lines afresh. */
  begin(fields: Fields): void;
  /** A log whose lines carry further fields, for one part of an invocation among others. */
  child(fields: Fields): Log;
}

type Level = 'INFO' | 'WARN' | 'ERROR';

/** From the most to the least that is printed. */
const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL', 'CRITICAL', 'SILENT'];

/** The least level that is printed: Lambda's own setting, or Powertools'. */
const threshold = ({ AWS_LAMBDA_LOG_LEVEL, POWERTOOLS_LOG_LEVEL }: NodeJS.ProcessEnv): number => {
  const set = LEVELS.indexOf(AWS_LAMBDA_LOG_LEVEL || POWERTOOLS_LOG_LEVEL || 'INFO');
  return set < 0 ? LEVELS.indexOf('INFO') : set;
};

/** The first part of `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=…`, which Lambda sets for each invocation. */
const traceId = (): string | undefined => /Root=([^;]+)/.exec(process.env._X_AMZN_TRACE_ID ?? '')?.[1];

/** What no line needs to say. */
const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

/** JSON has no big integers. */
const printable = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

/**
 * JSON lines in Powertools' format, with customers' words and numbers redacted. They leave by the streams and not by the
 * console, which Lambda wraps in lines of its own. Powertools for TypeScript itself takes a cold start 10 ms.
 */
export const createLog = (service: string): Log => logOf(service, threshold(process.env), {});

const logOf = (service: string, least: number, own: Fields): Log => {
  let kept = own;
  const print = (level: Level, message: string, fields: Fields): void => {
    if (LEVELS.indexOf(level) < least) return;
    const standard = { level, message, timestamp: new Date().toISOString(), service, xray_trace_id: traceId() };
    // The message is our own text. A field named `message` may be a customer's, and never replaces it.
    const given = Object.entries({ ...kept, ...fields }).filter(([, value]) => value !== undefined);
    const line = Object.entries({ ...standard, ...(redact(Object.fromEntries(given)) as Fields), ...standard });
    const text = JSON.stringify(Object.fromEntries(line.filter(([, value]) => !isEmpty(value))), printable);
    (level === 'INFO' ? process.stdout : process.stderr).write(`${text}\n`);
  };
  return {
    info: (message, fields = {}) => print('INFO', message, fields),
    warn: (message, fields = {}) => print('WARN', message, fields),
    error: (message, fields = {}) => print('ERROR', message, fields),
    append: (fields) => {
      kept = { ...kept, ...fields };
    },
    begin: (fields) => {
      kept = fields;
    },
    child: (fields) => logOf(service, least, { ...kept, ...fields }),
  };
};
