import { randomInt } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { campaign, type Report } from './campaign';

const wholeNumber = (name: string, otherwise: number): number => {
  const given = process.env[name];
  if (given === undefined || given === '') return otherwise;
  if (!/^\d{1,9}$/.test(given)) throw new Error(`${name} must be a whole number of at most nine digits.`);
  return Number(given);
};

const shortened = (line: string): string => (line.length > 300 ? `${line.slice(0, 300)}…` : line);

const told = ({ sent, failures, statuses, succeeded, dearest }: Report): string[] => [
  `${sent} requests; answered: ${[...statuses]
    .sort(([a], [b]) => a - b)
    .map(([status, times]) => `${status} × ${times}`)
    .join(', ')}.`,
  ...[...succeeded].filter(([, times]) => times === 0).map(([id]) => `${id} never succeeded.`),
  'Most CPU:',
  ...dearest.map(({ number, routeKey, cpuMs }) => `  ${Math.round(cpuMs)} ms  ${number}: ${routeKey}`),
  failures.length === 0 ? 'Every answer is as documented.' : `${failures.length} answers are not as documented.`,
];

/**
 * The command behind `make fuzz`. SEED repeats an earlier run; REQUESTS sets the number of requests (12,000 by
 * default).
 */
const main = async (): Promise<void> => {
  const seed = wholeNumber('SEED', randomInt(1, 1_000_000_000));
  const requests = wholeNumber('REQUESTS', 12_000);
  console.log(`SEED=${seed} REQUESTS=${requests}`);
  const folder = join(tmpdir(), 'frontdesk-fuzz');
  const report = await campaign({
    seed,
    requests,
    folder,
    onFailure: ({ number, fault, line }) =>
      console.log(
        `${number}: ${fault}\n  ${shortened(line)}\n  the whole command is in ${join(folder, `${seed}-${number}.sh`)}`,
      ),
    onProgress: (done) => {
      if (done % 1_000 === 0) console.log(`${done} requests sent`);
    },
  });
  console.log(told(report).join('\n'));
  if (report.failures.length > 0) process.exitCode = 1;
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
