import { layout } from './layout';
import { redeclare } from './redeclare';

/** Prints the current declarations. The running local stack compares them with its own after an edit. */
redeclare(layout(process.cwd())).then(
  (redeclared) => process.stdout.write(JSON.stringify(redeclared)),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
