import { Metrics as EmfMetrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/**
 * Metrics in CloudWatch's embedded metric format: printed with the logs, no call of their own
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 */
export interface Metrics {
  count(name: string, value?: number): void;
  milliseconds(name: string, value: number): void;
  /** Prints what was gathered. */
  flush(): void;
}

export const createMetrics = (service: string, environment: string): Metrics => {
  const metrics = new EmfMetrics({ namespace: 'Frontdesk', serviceName: service, defaultDimensions: { environment } });
  return {
    count: (name, value = 1) => metrics.addMetric(name, MetricUnit.Count, value),
    milliseconds: (name, value) => metrics.addMetric(name, MetricUnit.Milliseconds, value),
    flush: () => metrics.publishStoredMetrics(),
  };
};
