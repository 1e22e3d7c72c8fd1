import { Logger } from '@aws-lambda-powertools/logger';
import { RedactingFormatter } from './redaction';

type Fields = Readonly<Record<string, unknown>>;

/** Structured logs: messages are fixed strings, everything that varies is a field. */
export interface Log {
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
  /** Fields that every line carries until the next `begin`. */
  append(fields: Fields): void;
  /** Starts an invocation's lines afresh. */
  begin(fields: Fields): void;
  /** A log whose lines carry further fields, for one part of an invocation among others. */
  child(fields: Fields): Log;
}

const logOf = (logger: Logger): Log => ({
  info: (message, fields = {}) => logger.info(message, { ...fields }),
  warn: (message, fields = {}) => logger.warn(message, { ...fields }),
  error: (message, fields = {}) => logger.error(message, { ...fields }),
  append: (fields) => logger.appendKeys({ ...fields }),
  begin: (fields) => {
    logger.resetKeys();
    logger.appendKeys({ ...fields });
  },
  child: (fields) => {
    const child = logger.createChild();
    child.appendKeys({ ...fields });
    return logOf(child);
  },
});

/** JSON lines on standard output, one per message, with customers' words and numbers redacted. */
export const createLog = (service: string): Log =>
  logOf(new Logger({ serviceName: service, logFormatter: new RedactingFormatter() }));
