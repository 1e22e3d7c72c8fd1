import type { Stack } from '@frontdesk/local/stack/stack';
import { startOwnStack } from '@frontdesk/testkit/own-stack';
import { type Workshop, withWorkshop } from './compile';

/** What the sections are measured with. */
export interface Bench {
  readonly workshop: Workshop;
  /** The stack that the sections share, started for the first that asks for it. */
  stack(): Promise<Stack>;
}

/** Lends a bench, and clears it away afterwards. */
export const withBench = (use: (bench: Bench) => Promise<void>): Promise<void> =>
  withWorkshop(async (workshop) => {
    let starting: Promise<Stack> | undefined;
    try {
      await use({
        workshop,
        stack: () => {
          starting ??= startOwnStack({});
          return starting;
        },
      });
    } finally {
      await (await starting)?.close();
    }
  });
