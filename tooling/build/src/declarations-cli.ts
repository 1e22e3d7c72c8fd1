import { layout } from './layout';
import { redeclare } from './redeclare';

/** Prints what the declarations say now: the running local stack compares itself with it after an edit. */
redeclare(layout(process.cwd())).then(
  (redeclared) => process.stdout.write(JSON.stringify(redeclared)),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
