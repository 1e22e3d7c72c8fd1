import { RequestTooLargeError, ResourceNotFoundError } from '@frontdesk/local/lambda/errors';
import { closeAll, lambdaOf } from './bundles';

afterEach(closeAll);

describe('what a function answers', () => {
  test('comes from an async handler', async () => {
    const lambda = lambdaOf({ echo: 'exports.handler = async (event) => ({ got: event });' });
    await expect(lambda.invoke('echo', { a: [1, 'ü', null] })).resolves.toEqual({ got: { a: [1, 'ü', null] } });
  });

  test('comes from a handler that returns a promise without being async', async () => {
    const lambda = lambdaOf({ echo: 'exports.handler = (event) => Promise.resolve(event.n + 1);' });
    await expect(lambda.invoke('echo', { n: 1 })).resolves.toBe(2);
  });

  test('comes from a handler that takes the callback', async () => {
    const lambda = lambdaOf({
      echo: 'exports.handler = (event, context, callback) => setImmediate(callback, null, event.n);',
    });
    await expect(lambda.invoke('echo', { n: 7 })).resolves.toBe(7);
  });

  test('is null from a handler that returns no promise, as in Lambda', async () => {
    const lambda = lambdaOf({ plain: 'exports.handler = () => ({ statusCode: 200 });' });
    await expect(lambda.invoke('plain', {})).resolves.toBeNull();
  });

  test('crosses as JSON in both directions: undefined vanishes and a Date is text', async () => {
    const lambda = lambdaOf({
      types: `exports.handler = async (event) =>
        ({ keys: Object.keys(event), at: typeof event.at, back: new Date(0), gone: undefined });`,
    });
    const answer = await lambda.invoke('types', { at: new Date(0), gone: undefined });
    expect(answer).toStrictEqual({ keys: ['at'], at: 'string', back: '1970-01-01T00:00:00.000Z' });
  });

  test('is null when the handler answers nothing', async () => {
    const lambda = lambdaOf({ nothing: 'exports.handler = async () => {};' });
    await expect(lambda.invoke('nothing', undefined)).resolves.toBeNull();
  });

  test('keeps a key named __proto__ as data', async () => {
    const lambda = lambdaOf({ echo: 'exports.handler = async (event) => event;' });
    const event = JSON.parse('{"__proto__":{"admin":true}}');
    expect(JSON.stringify(await lambda.invoke('echo', event))).toBe('{"__proto__":{"admin":true}}');
  });
});

describe('what Lambda itself refuses', () => {
  test('an unknown function', async () => {
    await expect(lambdaOf({}).invoke('nobody', {})).rejects.toThrow(ResourceNotFoundError);
  });

  test('an event over 6 MB', async () => {
    const lambda = lambdaOf({ echo: 'exports.handler = async () => 1;' });
    await expect(lambda.invoke('echo', { text: 'x'.repeat(6_291_556) })).rejects.toThrow(RequestTooLargeError);
  });

  test('an answer over 6 MB', async () => {
    const lambda = lambdaOf({ big: "exports.handler = async () => 'x'.repeat(6291556);" });
    await expect(lambda.invoke('big', {})).rejects.toMatchObject({ errorType: 'Function.ResponseSizeTooLarge' });
  });
});
