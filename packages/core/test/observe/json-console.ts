/**
 * Loaded before a program: makes its console what Lambda's runtime makes of it for a function with the log format JSON. Each
 * line becomes the `message` of an object of the runtime's own (`formatJsonMessage` of
 * https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/LogPatch.js).
 */
const printed = (level: string) => (message: unknown) => {
  const line = JSON.stringify({ timestamp: new Date().toISOString(), level, requestId: 'request', message });
  process.stdout.write(`${line.replace(/\n/g, '\r')}\n`);
};
for (const level of ['trace', 'debug', 'info', 'warn', 'error'] as const) console[level] = printed(level.toUpperCase());
console.log = console.info;
