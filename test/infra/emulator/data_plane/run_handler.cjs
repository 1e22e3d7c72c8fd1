// Runs a handler once: the event comes on standard input, the result is left in a file, logs go to standard output.
const fs = require('node:fs');
const path = require('node:path');

const separator = process.env._HANDLER.lastIndexOf('.');
const file = path.join(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER.slice(0, separator));
const deadline = Date.now() + Number(process.env.EMULATOR_TIMEOUT_MS);
const context = {
  awsRequestId: process.env.EMULATOR_REQUEST_ID,
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
  invokedFunctionArn: process.env.EMULATOR_FUNCTION_ARN,
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  getRemainingTimeInMillis: () => deadline - Date.now(),
};

const finish = (outcome) => {
  fs.writeFileSync(process.env.EMULATOR_OUTCOME, JSON.stringify(outcome));
  process.exit(0);
};

(async () =>
  require(file)[process.env._HANDLER.slice(separator + 1)](JSON.parse(fs.readFileSync(0, 'utf8')), context))().then(
  (result) => finish({ result: result ?? null }),
  (error) => finish({ error: { errorType: error?.name ?? 'Error', errorMessage: String(error?.message ?? error) } }),
);
