import { join, resolve } from 'node:path';
import { banner } from './dev/banner';
import { accessLine, consoleLog, functionLine, messageLine } from './dev/console';
import { modelServers } from './dev/model-servers';
import { devSettings } from './dev/settings';
import { watchSources } from './dev/watch';
import { startStack } from './stack/stack';

/** `make dev`: the whole product on this machine until Ctrl-C. Run from the project's root. */
const main = async (): Promise<void> => {
  const begun = performance.now();
  // Lambda's time zone: the functions' workers share this process's.
  process.env.TZ = 'UTC';
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const root = process.cwd();
  const settings = devSettings(root, process.env);
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  const log = consoleLog(print);
  const data = resolve(root, settings.FRONTDESK_DATA);
  const stack = await startStack({
    dist: join(root, 'dist'),
    data,
    port: settings.PORT,
    awsPort: settings.AWS_PORT,
    throttling: !settings.FRONTDESK_NO_THROTTLE,
    socketQuotas: {
      idleMs: settings.FRONTDESK_SOCKET_IDLE * 1_000,
      lifeMs: settings.FRONTDESK_SOCKET_LIFE * 1_000,
    },
    ...(await modelServers(settings)),
    log,
    onMessage: (message) => print(messageLine(message)),
    onAccess: (entry) => print(accessLine(entry)),
    onFunctionLog: (name, line) => {
      const shown = functionLine(name, line, settings.FRONTDESK_VERBOSE);
      if (shown !== undefined) print(shown);
    },
  });

  const watcher = watchSources(root, stack, print);
  const end = async (code: number): Promise<void> => {
    await Promise.all([watcher.close(), stack.close()]);
    process.exit(code);
  };
  let stopping = false;
  const stop = async (_: NodeJS.Signals, number: number): Promise<void> => {
    // Someone who asks twice will not wait. What was acknowledged is on disk, and the engine ends with this process.
    if (stopping) process.exit(128 + number);
    stopping = true;
    const underWay = stack.underWay();
    if (underWay > 0) print(`Answering ${underWay} more. Ctrl-C again ends at once.`);
    await stack.drain();
    await end(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  void stack.failed.then((error) => {
    console.error(error.message);
    return end(1);
  });
  print(
    banner(stack, {
      readyMs: performance.now() - begun,
      model: stack.model,
      data,
      usualData: data === join(root, '.frontdesk'),
    }),
  );
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
