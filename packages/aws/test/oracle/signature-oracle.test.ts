/** The SDK's signer is the oracle of ours, for requests of every form that a service takes. */

import { assertProperty } from '@frontdesk/testkit/assert-property';
import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { percentEncode } from '../../src/transport/signature';
import { signer } from '../../src/transport/signer';

const REGION = 'eu-west-1';
const text = fc.string({ unit: 'binary', minLength: 1 });
/** An id of a WebSocket connection ends in `=`; a key of S3 may hold anything. */
const segment = fc
  .oneof(text, fc.constantFrom('L0SM9cOFvHcCIhw=', 'a b', "!'()*", '@connections', '50%', 'ü/ü', '駐車場'))
  .filter((each) => !/^\.+$/.test(each) && each.isWellFormed());
const token = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/);

const request = fc.record({
  service: fc.constantFrom('s3', 'dynamodb', 'execute-api', 'sns', 'sqs', 'secretsmanager', 'sts'),
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
  segments: fc.array(segment, { maxLength: 4 }),
  query: fc.dictionary(
    text.filter((each) => each.isWellFormed() && each !== '__proto__'),
    fc.string({ unit: 'grapheme' }),
    { maxKeys: 4, noNullPrototype: true },
  ),
  extra: fc.dictionary(
    token.map((name) => `x-${name}`),
    fc.constantFrom('a', ' two  words ', 'a, b', ''),
    { maxKeys: 3, noNullPrototype: true },
  ),
  trace: fc.constantFrom(undefined, 'Root=1-5759e988'),
  body: fc.oneof(fc.string(), fc.uint8Array()),
  sessionToken: fc.constantFrom(undefined, 'session'),
  at: fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
});

test('whatever the service, path, query, headers, body and credentials, the signature is the one that the SDK makes', async () => {
  await assertProperty(
    fc.asyncProperty(request, async ({ service, method, segments, query, extra, trace, body, sessionToken, at }) => {
      const credentials = {
        accessKeyId: 'AKIDEXAMPLE',
        secretAccessKey: 'secret',
        ...(sessionToken && { sessionToken }),
      };
      const path = `/${segments.map(percentEncode).join('/')}`;
      const headers = { host: 'service.example:8443', ...extra, ...(trace && { 'x-amzn-trace-id': trace }) };
      const ours = signer({ service, region: REGION })({ method, path, query, headers, body }, credentials, at);
      const oracle = new SignatureV4({
        ...{ service, region: REGION, credentials, sha256: Sha256 },
        uriEscapePath: service !== 's3',
      });
      const theirs = await oracle.sign(
        new HttpRequest({ method, hostname: 'service.example', path, query, headers, body }),
        { signingDate: at },
      );
      expect(ours.authorization).toBe(theirs.headers.authorization);
      expect(ours['x-amz-security-token']).toBe(theirs.headers['x-amz-security-token']);
    }),
    { numRuns: 300 },
  );
});
