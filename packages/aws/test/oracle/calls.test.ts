/**
 * The SDK is the oracle of our transport: the same call through both is the same request, and the same output.
 * @jest-environment ./packages/aws/test/oracle/one-realm.cjs
 */

import { marshall } from '@aws-sdk/util-dynamodb';
import { assertProperty } from '@frontdesk/testkit/assert-property';
import { timeFor } from '@frontdesk/testkit/randomness';
import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import type { Operation } from '../../src/dynamodb';
import { call, item } from './arbitraries';
import { answers } from './behaviours';
import type { Attempt } from './scripted-dynamodb';
import { ORACLE_CREDENTIALS, ORACLE_REGION } from './sdk-client';
import { sideBySide } from './side-by-side';

jest.setTimeout(timeFor(60_000));

const both = sideBySide();

/** Items as the wire has them: the SDK's own marshaller makes them, with its binaries in base64. */
const wire = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, each) => (each instanceof Uint8Array ? Buffer.from(each).toString('base64') : each)),
  );
const wireItem = item.map((values) => wire(marshall(values, { removeUndefinedValues: true })));

describe('a call', () => {
  test('of any operation, with any values, is the same request and the same output', async () => {
    await assertProperty(
      fc.asyncProperty(call, wireItem, wireItem, async (made, one, other) => {
        const output = {
          ...{ Item: one, Attributes: one, Items: [one, other], LastEvaluatedKey: other, Count: 2, ScannedCount: 3 },
          Responses: { 'frontdesk-dev-faq': [one, other] },
          UnprocessedKeys: { 'frontdesk-dev-faq': { Keys: [other], ConsistentRead: true } },
        };
        const OWN_MEMBERS: Readonly<Record<Operation, readonly string[]>> = {
          BatchGetItem: ['Responses', 'UnprocessedKeys'],
          DeleteItem: ['Attributes'],
          GetItem: ['Item'],
          PutItem: ['Attributes'],
          Query: ['Items', 'LastEvaluatedKey', 'Count', 'ScannedCount'],
          TransactWriteItems: [],
          UpdateItem: ['Attributes'],
        };
        const own = Object.entries(output).filter(([name]) => OWN_MEMBERS[made.operation].includes(name));
        await both.alike([answers(Object.fromEntries(own))], made);
      }),
      { numRuns: 100 },
    );
  });

  test('has a signature that the SDK would have made of the same headers', async () => {
    const oracle = new SignatureV4({
      credentials: ORACLE_CREDENTIALS,
      region: ORACLE_REGION,
      service: 'dynamodb',
      sha256: Sha256,
    });
    const [attempt] = await both.service.play([answers({})], () =>
      both.ours.send('GetItem', { TableName: 't', Key: { id: '駐' } }),
    );
    const { headers = {}, body = '' }: Partial<Attempt> = attempt ?? {};
    const { authorization, connection: _, 'x-amz-date': date = '', ...others } = headers as Record<string, string>;
    const at = date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z');
    const request = new HttpRequest({ method: 'POST', hostname: 'h', path: '/', headers: others, body });
    const signed = await oracle.sign(request, { signingDate: new Date(at) });
    expect(authorization).toBe(signed.headers.authorization);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, new Set(), Symbol('no'), new Date(0), new Map()])(
    'with %p is refused, by whom it is sent, before it is sent',
    async (value: unknown) => {
      const put = () => both.ours.send('PutItem', { TableName: 't', Item: { value } });
      const refused = async () => expect(put()).rejects.toThrow();
      expect(await both.service.play([answers({})], refused)).toEqual([]);
    },
  );
});
