/**
 * The runtime inside each instance: what AWS's runtime interface client for Node.js is in Lambda
 * (https://github.com/aws/aws-lambda-nodejs-runtime-interface-client). It loads the bundle, then handles one event at
 * a time. The messages are those of `protocol.ts`.
 *
 * It is kept as text, for `new Worker(text, { eval: true })`. The local stack runs both from TypeScript sources and as
 * one bundled file. A worker in a file of its own would have to be found from both, compiled in one case and copied in
 * the other, and a function turned into text breaks on whatever helpers the compiler puts around it. So it is plain
 * JavaScript for Node 20, needs nothing but Node, and is kept small.
 */
export const BOOTSTRAP = `'use strict';
const { createRequire } = require('node:module');
const { dirname } = require('node:path');
const { StringDecoder } = require('node:string_decoder');
const vm = require('node:vm');
const { parentPort, workerData } = require('node:worker_threads');
const send = (message) => parentPort.postMessage(message);

// A worker's own streams wake both threads twice for each line, to say that it came and that the next may come.
for (const stream of ['stdout', 'stderr']) {
  const decoder = new StringDecoder('utf8');
  process[stream]._writev = (chunks, done) => {
    const bytes = chunks.map(({ chunk, encoding }) => (typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk));
    send({ type: 'output', stream, text: bytes.map((each) => decoder.write(each)).join('') });
    done();
  };
}

const describe = (reason) => {
  try {
    if (reason && typeof reason.stack === 'string') {
      return { errorType: String(reason.name), errorMessage: String(reason.message), trace: reason.stack.split('\\n') };
    }
    return { errorType: typeof reason, errorMessage: String(reason), trace: [] };
  } catch {
    return { errorType: 'handled', errorMessage: 'the error could not be read', trace: [] };
  }
};
const runtimeError = (type, reason) => ({ ...describe(reason), errorType: 'Runtime.' + type, errorMessage: String(reason) });

const end = (error, code) => {
  send({ type: 'fatal', error });
  process.exit(code);
};
process.on('uncaughtException', (error) => end(describe(error), 129));
process.on('unhandledRejection', (reason) => end(runtimeError('UnhandledPromiseRejection', reason), 128));

const evaluate = ({ bundlePath, code }) => {
  if (code === undefined) return require(bundlePath);
  const module = { exports: {} };
  const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];
  const importModuleDynamically = vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  const run = vm.compileFunction(code, parameters, { filename: bundlePath, importModuleDynamically });
  run.call(module.exports, module.exports, createRequire(bundlePath), module, bundlePath, dirname(bundlePath));
  return module.exports;
};

const load = () => {
  let exported;
  try {
    exported = evaluate(workerData);
  } catch (error) {
    if (error instanceof SyntaxError) return end(runtimeError('UserCodeSyntaxError', error), 1);
    if (error && error.code === 'MODULE_NOT_FOUND') return end(runtimeError('ImportModuleError', error), 1);
    return end(describe(error), 1);
  }
  const handler = workerData.exportPath.split('.').reduce((value, key) => value && value[key], exported);
  if (typeof handler === 'function') return handler;
  const problem = handler ? ' is not a function' : ' is undefined or not exported';
  return end({ errorType: 'Runtime.HandlerNotFound', errorMessage: workerData.handler + problem, trace: [] }, 1);
};

const handler = load();

parentPort.on('message', ({ type, requestId, event, timeoutMs, arn, traceHeader }) => {
  if (type === 'stop') process.exit(0);
  const deadline = performance.now() + timeoutMs;
  process.env._X_AMZN_TRACE_ID = traceHeader;
  let settled = false;
  const settle = (message) => {
    if (settled) return;
    settled = true;
    send({ ...message, requestId });
  };
  const fail = (error) => settle({ type: 'error', error: describe(error) });
  const succeed = (value) => {
    try {
      settle({ type: 'answer', payload: JSON.stringify(value === undefined ? null : value) ?? 'null' });
    } catch {
      fail(new Error('Unable to stringify response body'));
    }
  };
  const callback = (error, value) => (error === undefined || error === null ? succeed(value) : fail(error));
  const context = {
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: undefined,
    identity: undefined,
    invokedFunctionArn: arn,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => Math.floor(deadline - performance.now()),
    done: callback,
    fail,
    succeed,
  };
  try {
    const result = handler(JSON.parse(event), context, callback);
    if (result && typeof result.then === 'function') result.then(succeed, fail);
    // A handler that neither returns a promise nor takes the callback has nothing left to answer with.
    else if (handler.length < 3) succeed(undefined);
  } catch (error) {
    fail(error);
  }
});

send({ type: 'ready' });
`;
