import { api } from '@frontdesk/testkit/api';
import { freshTenant, staffOf } from '@frontdesk/testkit/aws';

interface Form {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

/** What a staff user gets who wants to upload a picture of eight bytes. */
const formOf = async (tenant: string): Promise<Form> => {
  const { id: token } = await staffOf(tenant);
  const file = { thread_id: 'web-1', name: '写真 1.png', content_type: 'image/png', size: PNG.length };
  const { status, body } = await api('POST /uploads', { token, body: file });
  expect(status).toBe(200);
  return body as unknown as Form;
};

/** Sends a form as the page of another site does. */
const send = ({ url, fields }: Form, file: Buffer): Promise<Response> => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([file]), 'a.png');
  return fetch(url, { method: 'POST', body: form, headers: { origin: 'https://shop.example' } });
};

test('the form that the deployed function signs uploads the file that was announced, and no other', async () => {
  const form = await formOf(freshTenant('uploads'));
  expect((await send(form, Buffer.alloc(PNG.length + 1))).status).toBe(400);
  const elsewhere = { ...form, fields: { ...form.fields, key: 'tenant/other/1' } };
  expect((await send(elsewhere, PNG)).status).toBe(403);
  expect((await send(form, PNG)).status).toBe(201);
});
