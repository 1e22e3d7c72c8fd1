import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { api } from '@frontdesk/testkit/api';
import { freshTenant, staffOf } from '@frontdesk/testkit/aws';
import { putSettings } from '@frontdesk/testkit/tenant-settings';

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

interface Caller {
  readonly tenant: string;
  readonly token: string;
}

const send = (target: string, caller: Caller, type: string, example: unknown) =>
  api(target, {
    ...caller,
    headers: { 'content-type': type },
    raw: typeof example === 'string' ? example : JSON.stringify(example),
  });

/** Makes what an address like `/faq/{faq_id}` needs, with the example of the route that makes such things. */
const made = async (path: string, caller: Caller): Promise<string> => {
  const collection = path.slice(0, path.lastIndexOf('/'));
  // A thread begins with its first message.
  if (paths[collection]?.post === undefined) return path.replace(/\{\w+\}/, 'web-2041');
  const type = 'application/json';
  const example = paths[collection]?.post?.requestBody?.content[type]?.example;
  const location = (await send(`POST ${collection}`, caller, type, example)).headers.get('location');
  if (location === null) throw new Error(`POST ${collection} made nothing`);
  return location;
};

test('there are examples', () => {
  expect(EXAMPLES.length).toBeGreaterThan(10);
});

test.each(EXAMPLES)('the example of $target as $type works', async ({ target, path, type, example }) => {
  const tenant = freshTenant('example');
  await putSettings(tenant, { public_chat: true });
  const caller = { tenant, token: (await staffOf(tenant)).id };
  const address = path.includes('{') ? target.replace(path, await made(path, caller)) : target;
  const { status, text, body } = await send(address, caller, type, example);
  expect({ works: status >= 200 && status < 300, text }).toEqual({ works: true, text });
  // An import reports a bad row and still answers 200.
  expect(body.failed ?? []).toEqual([]);
});
