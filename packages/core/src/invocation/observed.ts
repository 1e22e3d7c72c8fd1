import { withinDeadline } from './deadline';
import type { Invocation } from './invocation';
import type { Kernel } from './kernel';

/** What an invocation is called in the log and in the metrics: `message` and `Messages`, `MessageErrors`, `MessageLatency`. */
export interface Subject {
  readonly line: string;
  readonly metric: string;
}

/**
 * Runs the work of one invocation within its deadline, and writes a log line and metrics for it, whether it succeeds or not.
 * @param fields for its line, besides the ids.
 * @param told for its line, of a result.
 * @throws what the work throws, or `DeadlineExceeded`.
 */
export const observed = async <T>(
  { metrics, clock }: Kernel,
  { line, metric }: Subject,
  invocation: Invocation,
  fields: Readonly<Record<string, unknown>>,
  work: () => Promise<T>,
  told: (result: T) => Readonly<Record<string, unknown>> = () => ({ outcome: 'done' }),
): Promise<T> => {
  const { log } = invocation;
  const begun = clock.now();
  const took = (): number => clock.now() - begun;
  metrics.count(`${metric}s`);
  try {
    const result = await withinDeadline(invocation.remainingMs(), work());
    log.info(line, { ...fields, ...told(result), duration_ms: took() });
    return result;
  } catch (error) {
    metrics.count(`${metric}Errors`);
    log.error(line, { ...fields, outcome: 'failed', duration_ms: took(), error });
    throw error;
  } finally {
    metrics.milliseconds(`${metric}Latency`, took());
  }
};
