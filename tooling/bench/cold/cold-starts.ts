import { dirname } from 'node:path';
import type { Bench } from '../bench';
import { interleave } from '../interleave';
import { places } from '../local-functions';
import { runProgram } from '../run-program';
import type { ColdStart, ColdStartJob } from './child';
import { coldTable } from './cold-table';
import { type Column, columns } from './columns';
import { type Contestant, contestantsOf } from './contestants';
import { startTlsFront } from './tls-front';

const ROUNDS = 12;

const startIn = (child: string, contestant: Contestant, column: Column) => async (): Promise<ColdStart> => {
  const { label, bundle, event, environment, memoryMb } = contestant;
  const job: ColdStartJob = { bundle, event: event() };
  const env = { ...environment, ...column.environment };
  const cold = await runProgram<ColdStart>(child, job, env, column.host(memoryMb));
  if (cold.status !== 200) throw new Error(`${label} was answered with ${cold.status}`);
  return cold;
};

/**
 * How long each function takes to give its first answer, next to the least that a function on DynamoDB can take, in
 * circumstances more and more like Lambda's.
 */
export const coldStarts = async ({ stack, workshop }: Bench): Promise<string> => {
  const running = await stack();
  const child = await workshop.program('cold/child');
  const contestants = await contestantsOf(running, places, workshop);
  const front = await startTlsFront(running.awsUrl, dirname(child));
  try {
    const circumstances = columns(running.manifest(), front);
    const keyOf = (row: number, { letter }: Column): string => `${letter}${row}`;
    const starts = Object.fromEntries(
      circumstances.flatMap((column) =>
        contestants.map((contestant, row) => [keyOf(row, column), startIn(child, contestant, column)]),
      ),
    );
    await interleave(1, starts);
    const results = await interleave(ROUNDS, starts);
    return coldTable(
      circumstances,
      contestants.map(({ label }) => label),
      (row, column) => results[keyOf(row, column)] ?? [],
    );
  } finally {
    await front.close();
  }
};
