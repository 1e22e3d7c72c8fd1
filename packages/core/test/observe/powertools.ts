import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import { Metrics as EmfMetrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Log, Metrics } from '../../src/observe';
import { redact } from '../../src/observe/redaction';

/** Powertools' line, under our own field names and redacted. */
class RedactingFormatter extends LogFormatter {
  override formatAttributes(attributes: UnformattedAttributes, additional: LogAttributes): LogItem {
    const line = {
      level: attributes.logLevel,
      message: attributes.message,
      timestamp: attributes.timestamp.toISOString(),
      service: attributes.serviceName,
      xray_trace_id: attributes.xRayTraceId,
    };
    return new LogItem({ attributes: { ...line, ...(redact(additional) as LogAttributes), ...line } });
  }
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

export const powertoolsLog = (service: string): Log =>
  logOf(new Logger({ serviceName: service, logFormatter: new RedactingFormatter() }));

export const powertoolsMetrics = (service: string, environment: string): Metrics => {
  const metrics = new EmfMetrics({ namespace: 'Frontdesk', serviceName: service, defaultDimensions: { environment } });
  return {
    count: (name, value = 1) => metrics.addMetric(name, MetricUnit.Count, value),
    milliseconds: (name, value) => metrics.addMetric(name, MetricUnit.Milliseconds, value),
    flush: () => metrics.publishStoredMetrics(),
  };
};
