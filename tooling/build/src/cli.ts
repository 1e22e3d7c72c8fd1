import { buildAll } from './build';
import { layout } from './layout';

/** The command behind `make build`. Run it from the project's root. */
buildAll(layout(process.cwd())).then(
  (lines) => console.log(lines.join('\n')),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
