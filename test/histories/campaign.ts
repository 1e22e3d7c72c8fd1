import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bundleProgram } from './bundle';
import type { Violation } from './checks';
import type { Mutant } from './mutants';

/** What a process is to play. */
export interface Order {
  readonly seeds: readonly number[];
  /** Whether to report the steps of each run: otherwise only where a guarantee did not hold. */
  readonly withSteps: boolean;
}

/** What became of one run. */
export interface Report {
  readonly seed: number;
  /** The same for two runs that took the same steps with the same outcomes. */
  readonly digest: string;
  /** How many steps it took. */
  readonly taken: number;
  readonly violations: readonly Violation[];
  readonly steps: readonly string[];
}

export interface CampaignOptions {
  /** The first run's seed; each later run has the next number. */
  readonly seed: number;
  readonly runs: number;
  /** Processes that play side by side. */
  readonly processes?: number;
  /** Played on a copy of the code with this change. */
  readonly mutant?: Mutant | undefined;
  readonly withSteps?: boolean;
  /** Whether a run is what was looked for: no more are played then. */
  until?(report: Report): boolean;
  onReport?(report: Report): void;
}

/** Inside the project, where the bundle finds the engine. */
const WORKSHOPS = join(__dirname, '..', '..', '.cache');

/** Plays one order in a process of its own. */
const playIn = (program: string, order: Order, onReport: (report: Report) => boolean): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--no-warnings', program, JSON.stringify(order)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let isEnough = false;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (isEnough || onReport(JSON.parse(line) as Report)) return;
      isEnough = true;
      child.kill();
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0 || isEnough) resolve();
      else reject(new Error(`the process that plays runs ended with ${code}`));
    });
  });

/** Every so-manieth seed, from one of the first. */
const share = (seeds: readonly number[], part: number, parts: number): number[] =>
  seeds.filter((_, i) => i % parts === part);

/**
 * Plays runs, and reports each in the order of its end.
 * @throws Error if a mutant does not fit the code any more, or a process fails.
 */
export const campaign = async (options: CampaignOptions): Promise<Report[]> => {
  const { seed, runs, processes = 1, mutant, withSteps = false, until, onReport } = options;
  mkdirSync(WORKSHOPS, { recursive: true });
  const folder = mkdtempSync(join(WORKSHOPS, 'histories-'));
  const program = join(folder, 'program.cjs');
  const reports: Report[] = [];
  let isFound = false;
  const take = (report: Report): boolean => {
    reports.push(report);
    onReport?.(report);
    isFound ||= until?.(report) ?? false;
    return !isFound;
  };
  try {
    await bundleProgram(program, mutant);
    const seeds = Array.from({ length: runs }, (_, i) => seed + i);
    const orders = Array.from({ length: processes }, (_, part) => ({
      seeds: share(seeds, part, processes),
      withSteps,
    }));
    await Promise.all(orders.map((order) => playIn(program, order, take)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return reports.sort((a, b) => a.seed - b.seed);
};
