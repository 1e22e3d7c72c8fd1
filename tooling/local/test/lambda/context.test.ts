import { closeAll, lambdaOf } from './bundles';

afterEach(closeAll);

const CONTEXT = `exports.handler = async (event, context) => ({
  ...context,
  remaining: context.getRemainingTimeInMillis(),
  env: process.env,
  dirname: __dirname,
});`;

interface Seen {
  readonly env: Record<string, string>;
  readonly remaining: number;
  readonly dirname: string;
  readonly [key: string]: unknown;
}

const see = async (lambda: ReturnType<typeof lambdaOf>, name = 'look'): Promise<Seen> =>
  (await lambda.invoke(name, {})) as Seen;

describe('the context of an invocation', () => {
  test('is the same as Lambda’s', async () => {
    const lambda = lambdaOf(
      { look: CONTEXT },
      { timeoutSeconds: 3, memoryMb: 256 },
      { region: 'eu-central-1', accountId: '123456789012' },
    );
    const seen = await see(lambda);
    expect(seen).toMatchObject({
      functionName: 'look',
      functionVersion: '$LATEST',
      memoryLimitInMB: '256',
      invokedFunctionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:look',
      logGroupName: '/aws/lambda/look',
      logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      callbackWaitsForEmptyEventLoop: true,
    });
    expect(seen.remaining).toBeGreaterThan(2000);
    expect(seen.remaining).toBeLessThanOrEqual(3000);
  });

  test('has a request id of its own for each invocation', async () => {
    const lambda = lambdaOf({ look: CONTEXT });
    expect((await see(lambda)).awsRequestId).not.toBe((await see(lambda)).awsRequestId);
  });

  test('carries the trace that the caller names', async () => {
    const lambda = lambdaOf({ trace: 'exports.handler = async () => process.env._X_AMZN_TRACE_ID;' });
    const traceRoot = 'Root=1-5759e988-bd862e3fe1be46a994272793';
    const [given, made] = [await lambda.invoke('trace', {}, { traceRoot }), await lambda.invoke('trace', {})];
    expect(given).toMatch(/^Root=1-5759e988-bd862e3fe1be46a994272793;Parent=[0-9a-f]{16};Sampled=0$/);
    expect(made).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/);
  });
});

describe('the environment of an instance', () => {
  test('holds the function’s variables and Lambda’s, and nothing of this process', async () => {
    process.env.FRONTDESK_TEST_SECRET = 'never to be seen';
    const lambda = lambdaOf({ look: CONTEXT }, { environment: { TABLE: 'faq', AWS_ACCESS_KEY_ID: 'LKIAEXAMPLE' } });
    const { env, dirname } = await see(lambda);
    delete process.env.FRONTDESK_TEST_SECRET;
    expect(env).toEqual({
      TABLE: 'faq',
      AWS_ACCESS_KEY_ID: 'LKIAEXAMPLE',
      HOME: dirname,
      LANG: 'en_US.UTF-8',
      TZ: ':UTC',
      LAMBDA_TASK_ROOT: dirname,
      _HANDLER: 'index.handler',
      _X_AMZN_TRACE_ID: expect.any(String),
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
      AWS_LAMBDA_FUNCTION_NAME: 'look',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/look',
      AWS_LAMBDA_LOG_STREAM_NAME: expect.any(String),
    });
  });

  test('is not shared: no instance sees what another one sets', async () => {
    const lambda = lambdaOf({
      write: "exports.handler = async () => { process.env.MARK = 'set'; globalThis.mark = 'set'; };",
      read: 'exports.handler = async () => [process.env.MARK ?? null, globalThis.mark ?? null];',
    });
    await lambda.invoke('write', {});
    await expect(lambda.invoke('read', {})).resolves.toEqual([null, null]);
    expect(process.env.MARK).toBeUndefined();
  });

  test('lets Lambda’s reserved variables win over configured ones', async () => {
    const lambda = lambdaOf({ look: CONTEXT }, { environment: { AWS_LAMBDA_FUNCTION_NAME: 'somebody-else' } });
    expect((await see(lambda)).env.AWS_LAMBDA_FUNCTION_NAME).toBe('look');
  });
});
