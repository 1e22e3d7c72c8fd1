/** A process that logs a line and prints metrics as functions do, and then one through the console. */
import { createLog } from '../../src/observe/log';
import { createMetrics } from '../../src/observe/metrics';

createLog('chat').info('a model answered', { model: 'offline' });
const metrics = createMetrics('chat', 'dev');
metrics.count('InputTokens', 12);
metrics.milliseconds('ModelLatency', 34);
metrics.flush();
console.log(JSON.stringify({ _aws: { CloudWatchMetrics: [] }, ByTheConsole: 1 }));
