import { join, resolve } from 'node:path';
import { banner } from './dev/banner';
import { accessLine, consoleLog, functionLine } from './dev/console';
import { devSettings } from './dev/settings';
import { watchSources } from './dev/watch';
import { startStack } from './stack/stack';

/** `make dev`: the whole product on this machine until Ctrl-C. Run from the project's root. */
const main = async (): Promise<void> => {
  const begun = performance.now();
  const root = process.cwd();
  const settings = devSettings(root, process.env);
  const print = (line: string): void => console.log(line);
  const log = consoleLog(print);
  const data = resolve(root, settings.FRONTDESK_DATA);
  const stack = await startStack({
    dist: join(root, 'dist'),
    data,
    port: settings.PORT,
    awsPort: settings.AWS_PORT,
    throttling: !settings.FRONTDESK_NO_THROTTLE,
    openai: { apiKey: settings.OPENAI_API_KEY, baseUrl: settings.OPENAI_BASE_URL, model: settings.OPENAI_MODEL },
    log,
    onAccess: (entry) => print(accessLine(entry)),
    onFunctionLog: (name, line) => {
      const shown = functionLine(name, line, settings.FRONTDESK_VERBOSE);
      if (shown !== undefined) print(shown);
    },
  });

  let stopping: Promise<void> | undefined;
  const watcher = watchSources(root, stack, print);
  const stop = (): void => {
    stopping ??= Promise.all([watcher.close(), stack.close()]).then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  print(banner(stack, { readyMs: performance.now() - begun, model: stack.model, data }));
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
