/**
 * The SDK is the oracle of our transport: what each attempt is signed by, after the clock was wrong or a key expired.
 * @jest-environment ./packages/aws/test/oracle/one-realm.cjs
 */

import { documentClient } from '../../src/dynamodb';
import { answers, exception, GET } from './behaviours';
import type { Attempt } from './scripted-dynamodb';
import { ORACLE_CREDENTIALS, ORACLE_REGION } from './sdk-client';
import { sideBySide } from './side-by-side';

const both = sideBySide();

describe('with a clock that is an hour slow', () => {
  const HOUR_MS = 3_600_000;
  const signedAt = ({ headers }: Attempt): number =>
    Date.parse(String(headers['x-amz-date']).replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));

  test.each(['InvalidSignatureException', 'RequestTimeTooSkewed', 'SignatureDoesNotMatch'])(
    'a call that %s refuses is signed anew by the clock of the service, and the next one from the start',
    async (name) => {
      const date = new Date(Date.now() + HOUR_MS).toUTCString();
      for (const client of [both.ours, both.theirs]) {
        const get = () => client.send(GET.operation, GET.input);
        const refused = await both.service.play([exception(name, 403, { date }), answers({}, 200, { date })], get);
        const next = await both.service.play([answers({}, 200, { date })], get);
        const late = [...refused, ...next].map((attempt) =>
          Math.abs(Math.round((signedAt(attempt) - Date.now()) / HOUR_MS)),
        );
        expect(late).toEqual([0, 1, 1]);
      }
    },
  );

  test('an answer out of a cache says nothing about the time', async () => {
    const headers = { date: new Date(Date.now() + HOUR_MS).toUTCString(), age: '3600' };
    for (const client of [both.ours, both.theirs]) {
      const get = () => client.send(GET.operation, GET.input);
      await both.service.play([answers({}, 200, headers)], get);
      const [next] = await both.service.play([answers({})], get);
      expect(Math.abs(signedAt(next as Attempt) - Date.now())).toBeLessThan(60_000);
    }
  });
});

test('credentials are asked for anew for each attempt: what has expired is replaced between two', async () => {
  Math.random = () => 0;
  let made = 0;
  const client = documentClient({
    endpoint: both.service.endpoint,
    region: ORACLE_REGION,
    credentials: async () => ({ ...ORACLE_CREDENTIALS, accessKeyId: `KEY${++made}` }),
  });
  const attempts = await both.service.play([exception('InternalServerError', 500), answers({})], () =>
    client.send(GET.operation, GET.input),
  );
  expect(attempts.map(({ headers }) => /Credential=(\w+)/.exec(String(headers.authorization))?.[1])).toEqual([
    'KEY1',
    'KEY2',
  ]);
  client.destroy();
});
