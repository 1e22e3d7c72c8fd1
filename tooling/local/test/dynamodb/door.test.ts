import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  BatchWriteItemCommand,
  DynamoDBClient,
  ExecuteStatementCommand,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { createDynamoDb, type DynamoDbService } from '../../src/dynamodb/door/service';
import { createTables } from '../../src/dynamodb/engine/create-tables';
import { type Engine, startEngine } from '../../src/dynamodb/engine/engine';
import {
  accessOf,
  account,
  authorization,
  callJson,
  functionNamed,
  listen,
  type RunningEndpoint,
} from '../endpoint/support';
import { quiet, sampleTable } from './engine/support';

const other = { ...sampleTable, name: 'other' };
const writer = functionNamed('writer', {
  notes: { actions: ['PutItem', 'GetItem', 'BatchWriteItem'], indexes: ['ByTime'] },
});

let engine: Engine;
let door: DynamoDbService;
let running: RunningEndpoint;
const clients: DynamoDBClient[] = [];

const client = (accessKeyId: string, endpoint = running.url): DynamoDBClient => {
  const made = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'any' },
    maxAttempts: 1,
  });
  clients.push(made);
  return made;
};

beforeAll(async () => {
  engine = await startEngine({ dbPath: undefined, environment: process.env, log: quiet });
  await createTables(engine.endpoint, [sampleTable, other], 'app-test');
  door = createDynamoDb({ account, endpoint: engine.endpoint });
  running = await listen([door], accessOf(writer));
});
afterAll(async () => {
  for (const made of clients) made.destroy();
  await running.endpoint.close();
  door.close();
  await engine.close();
});

const key = (id: string) => ({ client_id: { S: 'a' }, id: { S: id } });
const denied = { name: 'AccessDeniedException' };

test('an administrator may do everything', async () => {
  const { TableNames } = await client('ADMIN').send(new ListTablesCommand());
  expect(TableNames).toEqual(['app-test-notes', 'app-test-other']);
  await client('ADMIN').send(new PutItemCommand({ TableName: 'app-test-other', Item: key('one') }));
  expect((await client('ADMIN').send(new ScanCommand({ TableName: 'app-test-other' }))).Count).toBe(1);
});

test('a function does what it was granted', async () => {
  const sdk = client('WRITER');
  await sdk.send(new PutItemCommand({ TableName: 'app-test-notes', Item: { ...key('granted'), at: { N: '1' } } }));
  const { Item } = await sdk.send(new GetItemCommand({ TableName: 'app-test-notes', Key: key('granted') }));
  expect(Item?.at).toEqual({ N: '1' });
  const found = await sdk.send(
    new QueryCommand({
      TableName: 'app-test-notes',
      IndexName: 'ByTime',
      KeyConditionExpression: 'client_id = :client',
      ExpressionAttributeValues: { ':client': { S: 'a' } },
    }),
  );
  expect(found.Count).toBeGreaterThan(0);
});

test('a function is refused another table, another action, the scan, PartiQL and the control plane', async () => {
  const sdk = client('WRITER');
  await expect(sdk.send(new GetItemCommand({ TableName: 'app-test-other', Key: key('one') }))).rejects.toMatchObject(
    denied,
  );
  const query = { KeyConditionExpression: 'client_id = :c', ExpressionAttributeValues: { ':c': { S: 'a' } } };
  await expect(sdk.send(new QueryCommand({ TableName: 'app-test-notes', ...query }))).rejects.toMatchObject(denied);
  await expect(sdk.send(new ScanCommand({ TableName: 'app-test-notes' }))).rejects.toMatchObject(denied);
  await expect(
    sdk.send(new ExecuteStatementCommand({ Statement: 'SELECT * FROM "app-test-notes"' })),
  ).rejects.toMatchObject(denied);
  await expect(sdk.send(new ListTablesCommand())).rejects.toMatchObject(denied);
});

test('a batch or transaction with one item that is not granted writes none of them', async () => {
  const sdk = client('WRITER');
  const put = { PutRequest: { Item: key('in a batch') } };
  const batch = new BatchWriteItemCommand({ RequestItems: { 'app-test-notes': [put], 'app-test-other': [put] } });
  await expect(sdk.send(batch)).rejects.toMatchObject(denied);
  const transaction = new TransactWriteItemsCommand({
    TransactItems: [
      { Put: { TableName: 'app-test-notes', Item: key('in a transaction') } },
      { Delete: { TableName: 'app-test-notes', Key: key('granted') } },
    ],
  });
  await expect(sdk.send(transaction)).rejects.toMatchObject(denied);
  for (const id of ['in a batch', 'in a transaction']) {
    expect((await sdk.send(new GetItemCommand({ TableName: 'app-test-notes', Key: key(id) }))).Item).toBeUndefined();
  }
});

test('if a member occurs twice, the check uses the same value as the engine', async () => {
  const headers = { authorization: authorization('WRITER', 'dynamodb'), 'content-type': 'application/x-amz-json-1.0' };
  const keys = `"Key": ${JSON.stringify(key('one'))}`;
  const twice = `{"TableName": "app-test-other", ${keys}, "TableName": "app-test-notes"}`;
  const { status, body } = await callJson(running.url, 'DynamoDB_20120810.GetItem', twice, headers);
  expect({ status, body }).toEqual({ status: 200, body: {} });
});

test('a body that is not JSON is a SerializationException', async () => {
  const headers = { authorization: authorization('WRITER', 'dynamodb') };
  const { status, body } = await callJson(running.url, 'DynamoDB_20120810.GetItem', '{', headers);
  expect(status).toBe(400);
  expect(body.__type).toBe('com.amazon.coral.service#SerializationException');
});

test('an unsigned request is refused as AWS does', async () => {
  const { status, body } = await callJson(running.url, 'DynamoDB_20120810.ListTables', {});
  expect(status).toBe(400);
  expect(body.__type).toBe('com.amazon.coral.service#MissingAuthenticationTokenException');
});

test('a web page gets nothing, whatever key it sends', async () => {
  const headers = { authorization: authorization('ADMIN', 'dynamodb'), origin: 'https://example.com' };
  const { status, headers: answered } = await callJson(running.url, 'DynamoDB_20120810.ListTables', {}, headers);
  expect(status).toBe(403);
  expect(answered.get('access-control-allow-origin')).toBeNull();
});

test('the engine may hang up after an answer', async () => {
  const closing = createServer((request, response) => {
    request.resume().once('end', () => response.writeHead(200, { connection: 'close' }).end('{}'));
  }).listen(0, '127.0.0.1');
  await once(closing, 'listening');
  const endpoint = `http://127.0.0.1:${(closing.address() as AddressInfo).port}`;
  const restless = createDynamoDb({ account, endpoint });
  const through = await listen([restless], accessOf(writer));
  const get = new GetItemCommand({ TableName: 'app-test-notes', Key: key('one') });
  for (const accessKeyId of ['ADMIN', 'WRITER', 'WRITER']) {
    expect((await client(accessKeyId, through.url).send(get)).$metadata.httpStatusCode).toBe(200);
  }
  await through.endpoint.close();
  restless.close();
  closing.close();
});

describe('a failing engine is an InternalServerError, which SDKs retry', () => {
  const callThrough = async (endpoint: string, accessKeyId: string) => {
    const broken = createDynamoDb({ account, endpoint, deadlineMs: 100 });
    const through = await listen([broken], accessOf(writer));
    const sdk = client(accessKeyId, through.url);
    const get = new GetItemCommand({ TableName: 'app-test-notes', Key: key('one') });
    const outcome = await sdk.send(get).catch((error: unknown) => error);
    await through.endpoint.close();
    broken.close();
    return outcome;
  };
  const unavailable = { name: 'InternalServerError', $metadata: expect.objectContaining({ httpStatusCode: 500 }) };

  test.each(['ADMIN', 'WRITER'])('when it is down (%s)', async (accessKeyId) => {
    expect(await callThrough('http://127.0.0.1:1', accessKeyId)).toMatchObject(unavailable);
  });

  test('when it dies half-way through an answer', async () => {
    const dying = createServer((_, response) => {
      response.writeHead(200, { 'content-length': 1_000 }).write('{"Item":', () => response.destroy());
    }).listen(0, '127.0.0.1');
    await once(dying, 'listening');
    const url = `http://127.0.0.1:${(dying.address() as AddressInfo).port}`;
    expect(await callThrough(url, 'WRITER')).toMatchObject(unavailable);
    dying.close();
  });

  test.each(['ADMIN', 'WRITER'])('when it does not answer in time (%s)', async (accessKeyId) => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    expect(await callThrough(url, accessKeyId)).toMatchObject(unavailable);
    silent.closeAllConnections();
    silent.close();
  });
});
