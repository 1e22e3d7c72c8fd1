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

type Unit = 'Count' | 'Milliseconds';

/** The format's limits: metrics in a line, and values of a metric. */
const MOST = 100;

/** The same lines as Powertools', by the stream: under the log format JSON, Lambda's console would wrap them in others. */
export const createMetrics = (service: string, environment: string): Metrics => {
  const dimensions = { service, environment };
  let gathered = new Map<string, { readonly unit: Unit; readonly values: number[] }>();

  const flush = (): void => {
    if (gathered.size === 0) return;
    const metrics = [...gathered];
    gathered = new Map();
    const line = {
      _aws: {
        Timestamp: Date.now(),
        CloudWatchMetrics: [
          {
            Namespace: 'Frontdesk',
            Dimensions: [Object.keys(dimensions)],
            Metrics: metrics.map(([name, { unit }]) => ({ Name: name, Unit: unit })),
          },
        ],
      },
      ...dimensions,
      ...Object.fromEntries(metrics.map(([name, { values }]) => [name, values.length === 1 ? values[0] : values])),
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  };

  const add = (name: string, unit: Unit, value: number): void => {
    const metric = gathered.get(name) ?? { unit, values: [] };
    metric.values.push(value);
    gathered.set(name, metric);
    if (gathered.size === MOST || metric.values.length === MOST) flush();
  };
  return {
    count: (name, value = 1) => add(name, 'Count', value),
    milliseconds: (name, value) => add(name, 'Milliseconds', value),
    flush,
  };
};
