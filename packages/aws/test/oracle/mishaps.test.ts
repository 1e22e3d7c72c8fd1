/**
 * The SDK is the oracle of our transport: when attempts go wrong, both make as many, wait as long and throw the same.
 * @jest-environment ./packages/aws/test/oracle/one-realm.cjs
 */

import { assertProperty } from '@frontdesk/testkit/assert-property';
import { timeFor } from '@frontdesk/testkit/randomness';
import fc from 'fast-check';
import { type DocumentClient, documentClient } from '../../src/dynamodb';
import { answers, exception, GET, mishap } from './behaviours';
import { scriptedDynamoDb } from './scripted-dynamodb';
import { ORACLE_CREDENTIALS, ORACLE_REGION, sdkClient } from './sdk-client';
import { ANSWER_MS, sideBySide } from './side-by-side';

jest.setTimeout(timeFor(60_000));

const both = sideBySide();

describe('when it goes wrong', () => {
  const { random } = Math;
  afterEach(() => {
    Math.random = random;
  });

  test('as often and in whatever way, the attempts, the exception and its fields are the same', async () => {
    // No wait is longer than zero: what is compared is which attempts there are.
    Math.random = () => 0;
    await assertProperty(
      fc.asyncProperty(fc.array(mishap, { minLength: 1, maxLength: 3 }), async (mishaps) => {
        // With all of its tokens again.
        both.renew();
        await both.alike([...mishaps, answers({})], GET);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['a failure', 15, exception('InternalServerError', 500)],
    ['a throttle', 600, exception('ThrottlingException', 400)],
    ['a failure that asks for a pause', 80, exception('ServiceUnavailable', 503, { 'x-amz-retry-after': '40' })],
    ['a failure that asks for seconds', 100, exception('ServiceUnavailable', 503, { 'retry-after': '0.05' })],
  ])('after %s the waits are the same, %i ms in all', async (_, total, line) => {
    Math.random = () => 0.2;
    const waited = async (client: DocumentClient): Promise<unknown> => {
      let delay: unknown;
      await both.service.play([line, line, answers({})], async () => {
        delay = (await client.send(GET.operation, GET.input)).$metadata.totalRetryDelay;
      });
      return delay;
    };
    const [mine, oracle] = [Number(await waited(both.ours)), Number(await waited(both.theirs))];
    // The SDK makes a date of what was asked for, and on a busy machine some of it has passed when it begins to wait.
    expect(oracle).toBeLessThanOrEqual(mine);
    expect(mine).toBe(total);
    expect(oracle).toBeGreaterThan(0);
  });

  test('for so long that its tokens are spent, a client repeats nothing more', async () => {
    Math.random = () => 0;
    const attempts = async (client: DocumentClient): Promise<number[]> => {
      const counted: number[] = [];
      for (let calls = 0; calls < 25; calls += 1) {
        const failing = () => client.send(GET.operation, GET.input).catch(() => undefined);
        counted.push((await both.service.play([exception('InternalServerError', 500)], failing)).length);
      }
      for (let calls = 0; calls < 20; calls += 1) {
        await both.service.play([answers({})], () => client.send(GET.operation, GET.input));
      }
      const once = () => client.send(GET.operation, GET.input).catch(() => undefined);
      counted.push((await both.service.play([exception('InternalServerError', 500)], once)).length);
      return counted;
    };
    const mine = await attempts(both.ours);
    expect(mine).toEqual(await attempts(both.theirs));
    expect(mine.slice(-3)).toEqual([1, 1, 3]);
  });

  test('because nothing is answered, it ends at the deadline, after three attempts', async () => {
    Math.random = () => 0;
    both.renew(300);
    await both.alike([{ kind: 'hangs' }], GET);
  });

  test('because there is nobody, the exception is the same', async () => {
    Math.random = () => 0;
    const nobody = await scriptedDynamoDb();
    await nobody.close();
    const options = { endpoint: nobody.endpoint, region: ORACLE_REGION, answerMs: ANSWER_MS };
    const failure = (client: DocumentClient) =>
      client.send(GET.operation, GET.input).then(
        () => undefined,
        ({ code, $metadata }) => ({ code, attempts: $metadata.attempts }),
      );
    const mine = await failure(documentClient({ ...options, credentials: () => ORACLE_CREDENTIALS }));
    expect(mine).toEqual(await failure(sdkClient(options)));
    expect(mine).toEqual({ code: 'ECONNREFUSED', attempts: 3 });
  });

  test('because the caller gives up, the call ends at once, also while it waits for another attempt', async () => {
    Math.random = () => 0.9;
    for (const line of [{ kind: 'hangs' } as const, exception('ThrottlingException', 400)]) {
      for (const client of [both.ours, both.theirs]) {
        const caller = new AbortController();
        const call = () => client.send(GET.operation, GET.input, { abortSignal: caller.signal });
        const refused = async () => expect(call()).rejects.toMatchObject({ name: 'AbortError' });
        const attempts = await both.service.play([line], refused, () => caller.abort());
        expect(attempts).toHaveLength(1);
      }
    }
  });
});
