import { api } from '@frontdesk/testkit/api';
import { type Chatter, closeAll, openTenant, staffMember, visitor } from './chat';

afterEach(closeAll);

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('a picture')]);

interface Started {
  readonly uploadId: string;
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Uploads bytes as a page would, with the form that a frame was answered with. */
const upload = async (chatter: Chatter, bytes: Buffer, contentType = 'image/png'): Promise<string> => {
  const asked = { action: 'upload.create', name: 'x-ray 1.png', contentType, size: bytes.length };
  const { uploadId, url, fields } = (await chatter.ask(asked, 'upload')) as unknown as Started;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(bytes)]), 'x.png');
  expect((await fetch(url, { method: 'POST', body: form })).status).toBe(201);
  return uploadId;
};

test('a file that a visitor attaches is read by staff, as a download of the type that it was announced as', async () => {
  const tenant = await openTenant();
  const customer = await visitor(tenant);
  const staff = await staffMember(tenant, customer.threadId);
  const uploadId = await upload(customer, PNG);
  await customer.say('Here is the picture', { attachments: [{ uploadId, name: 'x-ray 1.png' }] });
  const { message } = (await staff.next('message')) as unknown as { message: { attachments: { url: string }[] } };
  expect(message.attachments).toMatchObject([
    { uploadId, name: 'x-ray 1.png', contentType: 'image/png', size: PNG.length },
  ]);
  const file = await fetch(message.attachments[0]?.url ?? '');
  expect(Buffer.from(await file.arrayBuffer())).toEqual(PNG);
  expect(file.headers.get('content-type')).toBe('image/png');
  expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''x-ray%201.png");
});

test.each([
  ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'text/plain'],
  [
    'a drawing that a browser would run',
    Buffer.from('\ufeff\n<svg xmlns="http://www.w3.org/2000/svg"/>'),
    'text/plain',
  ],
  ['a page that calls itself a picture', Buffer.from('<html></html>'), 'image/png'],
])('%s is refused when a message wants to attach it, and is removed', async (_, bytes, contentType) => {
  const customer = await visitor(await openTenant());
  const uploadId = await upload(customer, bytes, contentType);
  const attachments = [{ uploadId, name: 'x.txt' }];
  const frame = { action: 'message.send', threadId: customer.threadId, text: 'look', attachments };
  const first = await customer.ask(frame, 'error');
  expect(first).toMatchObject({ code: 'invalid_request', errors: [{ location: 'body.attachments.0' }] });
  expect(JSON.stringify(first)).toContain('does not hold');
  expect(JSON.stringify(await customer.ask(frame, 'error'))).toContain('is not an upload of this thread');
});

test('nobody attaches a file of another thread, nor asks for a type that is not taken', async () => {
  const tenant = await openTenant();
  const [customer, neighbour] = [await visitor(tenant), await visitor(tenant)];
  const uploadId = await upload(customer, PNG);
  const frame = {
    action: 'message.send',
    threadId: neighbour.threadId,
    text: 'mine now',
    attachments: [{ uploadId, name: 'x.png' }],
  };
  expect(await neighbour.ask(frame, 'error')).toMatchObject({ code: 'invalid_request' });
  const svg = { action: 'upload.create', name: 'x.svg', contentType: 'image/svg+xml', size: 10 };
  expect(await customer.ask(svg, 'error')).toMatchObject({ code: 'invalid_request' });
  const huge = { action: 'upload.create', name: 'x.png', contentType: 'image/png', size: 11 * 1024 * 1024 };
  expect(await customer.ask(huge, 'error')).toMatchObject({ code: 'invalid_request' });
});

test('staff attach over HTTP what they uploaded over HTTP or the socket', async () => {
  const tenant = await openTenant();
  const customer = await visitor(tenant);
  const staff = await staffMember(tenant, customer.threadId);
  const upload_id = await upload(staff, PNG);
  const body = { text: 'Your x-ray', attachments: [{ upload_id, name: 'x-ray.png' }] };
  const answer = await api(`POST /threads/${customer.threadId}/messages`, { token: staff.tokens.id, body });
  expect(answer).toMatchObject({ status: 201, body: { attachments: [{ upload_id, size: PNG.length }] } });
  expect(await customer.next('message')).toMatchObject({ message: { attachments: [{ uploadId: upload_id }] } });
});
