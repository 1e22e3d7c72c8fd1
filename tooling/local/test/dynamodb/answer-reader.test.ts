import { assertProperty } from '@frontdesk/testkit/assert-property';
import * as fc from 'fast-check';
import { AnswerReader } from '../../src/dynamodb/door/answer-reader';

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nx-amzn-RequestId:  7\r\n';

const withLength = (body: string): Buffer =>
  Buffer.from(`${HEAD}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);

const inChunks = (body: string, size: number): Buffer => {
  const bytes = Buffer.from(body);
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const chunk = bytes.subarray(at, at + size);
    chunks.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
  }
  return Buffer.concat([Buffer.from(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`), ...chunks, Buffer.from('0\r\n\r\n')]);
};

const read = (reader: AnswerReader, bytes: Buffer, pieces: number): unknown[] => {
  const size = Math.ceil(bytes.length / pieces);
  const answers: unknown[] = [];
  for (let at = 0; at < bytes.length; at += size) answers.push(reader.take(bytes.subarray(at, at + size)));
  return answers;
};

const bodies = fc.string({ unit: 'binary', maxLength: 60 });

test('an answer is read whole, in however many pieces and chunks it comes, and then the next one', () => {
  assertProperty(
    fc.property(fc.array(bodies, { minLength: 1 }), fc.nat(200), fc.nat(20), (texts, more, size) => {
      const reader = new AnswerReader();
      for (const text of texts) {
        for (const bytes of [withLength(text), inChunks(text, size + 1)]) {
          const answers = read(reader, bytes, more + 1);
          expect(answers.slice(0, -1)).toEqual(answers.slice(1).map(() => undefined));
          expect(answers.at(-1)).toMatchObject({ status: 200, keepsAlive: true, body: Buffer.from(text) });
        }
      }
    }),
  );
});

test('its headers have names in lower case and values without spaces around them', () => {
  expect(new AnswerReader().take(withLength(''))?.headers).toEqual({
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-requestid': '7',
    'content-length': '0',
  });
});

test.each(['HTTP/1.0 200 OK\r\n', 'HTTP/1.1 200 OK\r\nConnection: Close\r\n'])(
  'the connection ends after %j',
  (head) => {
    const answer = new AnswerReader().take(Buffer.from(`${head}content-length: 0\r\n\r\n`));
    expect(answer?.keepsAlive).toBe(false);
  },
);

test.each([
  ['is not HTTP', 'SSH-2.0-OpenSSH_9.9\r\n\r\n'],
  ['has no length', 'HTTP/1.1 200 OK\r\n\r\n'],
  ['has a length that is none', 'HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n'],
  ['has a chunk without a size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nno\r\n'],
])('what %s is refused', (_what, text) => {
  expect(() => new AnswerReader().take(Buffer.from(text))).toThrow();
});
