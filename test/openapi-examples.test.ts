import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { api } from '@frontdesk/testkit/api';
import { freshTenant, staffOf } from '@frontdesk/testkit/aws';

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example: unknown }>> };
}

const { paths } = JSON.parse(readFileSync(join(__dirname, '..', 'dist', 'openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};

/** Every body that the document shows, in every media type. */
const EXAMPLES = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, { requestBody }]) =>
    Object.entries(requestBody?.content ?? {}).map(([type, { example }]) => ({
      target: `${method.toUpperCase()} ${path}`,
      path,
      type,
      example,
    })),
  ),
);

const send = (target: string, token: string, type: string, example: unknown) =>
  api(target, {
    token,
    headers: { 'content-type': type },
    raw: typeof example === 'string' ? example : JSON.stringify(example),
  });

/** Makes what an address like `/faq/{faq_id}` needs, with the example of the route that makes such things. */
const made = async (path: string, token: string): Promise<string> => {
  // A thread begins with its first message.
  if (path.startsWith('/threads/')) return path.replace('{thread_id}', 'example');
  const collection = path.slice(0, path.lastIndexOf('/'));
  // A thread begins with its first message.
  if (paths[collection]?.post === undefined) return path.replace(/\{\w+\}/, 'web-2041');
  const type = 'application/json';
  const example = paths[collection]?.post?.requestBody?.content[type]?.example;
  const location = (await send(`POST ${collection}`, token, type, example)).headers.get('location');
  if (location === null) throw new Error(`POST ${collection} made nothing`);
  return location;
};

test('there are examples', () => {
  expect(EXAMPLES.length).toBeGreaterThan(10);
});

test.each(EXAMPLES)('the example of $target as $type works', async ({ target, path, type, example }) => {
  const { id: token } = await staffOf(freshTenant('example'));
  const address = path.includes('{') ? target.replace(path, await made(path, token)) : target;
  const { status, text, body } = await send(address, token, type, example);
  expect({ works: status >= 200 && status < 300, text }).toEqual({ works: true, text });
  // An import reports a bad row and still answers 200.
  expect(body.failed ?? []).toEqual([]);
});
