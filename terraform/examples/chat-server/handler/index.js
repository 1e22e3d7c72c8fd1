// The routes of the chat server. Lambda's Node.js has the AWS SDK, so there is nothing to install and nothing to build.
const { ApiGatewayManagementApi } = require('@aws-sdk/client-apigatewaymanagementapi');
const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { SNS } = require('@aws-sdk/client-sns');
const { DynamoDBDocument } = require('@aws-sdk/lib-dynamodb');

const { CALLBACK_URL, CONNECTIONS_TABLE, MESSAGES_TABLE, TOPIC_ARN, RETENTION_DAYS } = process.env;

// The function ends after 15 seconds. A call that hangs has to fail before.
const patience = { maxAttempts: 2, requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000 } };
const tables = DynamoDBDocument.from(new DynamoDBClient(patience));
const topic = new SNS(patience);
const connections = new ApiGatewayManagementApi({ ...patience, endpoint: CALLBACK_URL });

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u;
const MOST_CHARACTERS = 2_000;
const LISTED = 50;
// API Gateway closes a connection that is sent more than 32 KB at once.
const MOST_BYTES = 30_000;
// API Gateway closes every connection after two hours, but does not always say so.
const CONNECTION_SECONDS = 3 * 3_600;
// A connection is not open before $connect has answered. Until then, API Gateway says that it is gone.
const OPENING_MS = 10_000;

const answer = (frame) => ({ statusCode: 200, body: JSON.stringify(frame) });
const failure = (message) => answer({ type: 'error', message });
const inSeconds = (seconds) => Math.floor(Date.now() / 1_000) + seconds;
const room = (name) => `room#${name}`;
const connection = (id) => `connection#${id}`;

/** Two items: one is found by the room, the other by the connection. */
const connect = async ({ requestContext: { connectionId }, queryStringParameters }) => {
  const { room: name = '', name: person = '' } = queryStringParameters ?? {};
  if (!NAME.test(name) || !NAME.test(person)) return { statusCode: 400 };
  const item = { room: name, person, connected_at: Date.now(), expires_at: inSeconds(CONNECTION_SECONDS) };
  await tables.put({ TableName: CONNECTIONS_TABLE, Item: { ...item, pk: connection(connectionId), sk: '-' } });
  await tables.put({ TableName: CONNECTIONS_TABLE, Item: { ...item, pk: room(name), sk: connectionId } });
  return { statusCode: 200 };
};

const memberOf = async (connectionId) => {
  const Key = { pk: connection(connectionId), sk: '-' };
  return (await tables.get({ TableName: CONNECTIONS_TABLE, Key, ConsistentRead: true })).Item;
};

const forget = async (name, connectionId) => {
  await tables.delete({ TableName: CONNECTIONS_TABLE, Key: { pk: room(name), sk: connectionId } });
  await tables.delete({ TableName: CONNECTIONS_TABLE, Key: { pk: connection(connectionId), sk: '-' } });
};

const disconnect = async ({ requestContext: { connectionId } }) => {
  const member = await memberOf(connectionId);
  if (member) await forget(member.room, connectionId);
  return { statusCode: 200 };
};

const membersIn = async (name) => {
  const members = [];
  let ExclusiveStartKey;
  do {
    const page = await tables.query({
      TableName: CONNECTIONS_TABLE,
      KeyConditionExpression: 'pk = :room',
      ExpressionAttributeValues: { ':room': room(name) },
      ConsistentRead: true,
      ExclusiveStartKey,
    });
    members.push(...page.Items);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return members;
};

/** One slow or broken connection keeps nobody else from getting the frame. */
const push = async ({ room: name, sk: ConnectionId, connected_at }, Data) => {
  try {
    await connections.postToConnection({ ConnectionId, Data });
  } catch (error) {
    const isGone = error.name === 'GoneException';
    if (isGone && Date.now() - connected_at > OPENING_MS) await forget(name, ConnectionId);
    if (!isGone) console.error('a frame was not delivered', { connection: ConnectionId, error: error.name });
  }
};

const send = async ({ requestContext: { connectionId, requestId } }, { text }) => {
  const member = await memberOf(connectionId);
  if (!member) return failure('this connection is in no room');
  if (typeof text !== 'string' || text === '' || text.length > MOST_CHARACTERS)
    return failure(`text must have 1 to ${MOST_CHARACTERS} characters`);

  const message = { id: requestId, room: member.room, from: member.person, text, at: Date.now() };
  const sent = `${new Date(message.at).toISOString()}#${requestId}`;
  const expires_at = inSeconds(RETENTION_DAYS * 86_400);
  await tables.put({ TableName: MESSAGES_TABLE, Item: { room: member.room, sent, expires_at, message } });

  const frame = JSON.stringify({ type: 'message', message });
  const others = (await membersIn(member.room)).filter(({ sk }) => sk !== connectionId);
  await Promise.all([
    topic.publish({
      TopicArn: TOPIC_ARN,
      Message: JSON.stringify(message),
      MessageAttributes: { room: { DataType: 'String', StringValue: member.room } },
    }),
    ...others.map((other) => push(other, frame)),
  ]);
  return answer({ type: 'sent', message });
};

/** The newest messages of the room, oldest first, as many as fit into a frame. */
const list = async ({ requestContext: { connectionId } }) => {
  const member = await memberOf(connectionId);
  if (!member) return failure('this connection is in no room');
  const { Items } = await tables.query({
    TableName: MESSAGES_TABLE,
    KeyConditionExpression: 'room = :room',
    // DynamoDB deletes what has expired only days later.
    FilterExpression: 'expires_at > :now',
    ExpressionAttributeValues: { ':room': member.room, ':now': inSeconds(0) },
    ScanIndexForward: false,
    Limit: LISTED,
    ConsistentRead: true,
  });
  const messages = Items.map(({ message }) => message).reverse();
  while (Buffer.byteLength(JSON.stringify(messages)) > MOST_BYTES) messages.shift();
  return answer({ type: 'messages', messages });
};

const routes = { $connect: connect, $disconnect: disconnect, 'message.send': send, 'messages.list': list };

exports.handler = (event) => routes[event.requestContext.routeKey](event, event.body ? JSON.parse(event.body) : {});
