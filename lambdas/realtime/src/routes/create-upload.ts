import { ok } from '@frontdesk/core/http';
import { isoTime } from '@frontdesk/core/time';
import { CONTENT_TYPES } from '@frontdesk/realtime';
import { sent, threadId } from '@frontdesk/realtime/frames';
import * as z from 'zod/mini';
import { route } from '../deps';

export const createUpload = route({
  method: 'POST',
  path: '/uploads',
  operation: 'createUpload',
  summary: 'Ask for a form to upload a file with',
  description:
    'Send the fields as they are, and after them the `file`, as multipart/form-data to the url. A message of the thread can then attach the upload; what the file holds is looked into when it does. Nothing is stored before the upload.',
  auth: { staff: true, service: true },
  body: z.strictObject({
    thread_id: threadId,
    name: sent.fileName,
    content_type: z.enum(CONTENT_TYPES),
    /** Bytes. */
    size: z.int().check(z.gte(1)),
  }),
  example: { thread_id: 'web-2041', name: 'x-ray.png', content_type: 'image/png', size: 48_213 },
  responses: {
    200: {
      description: 'The form',
      schema: z.strictObject({
        upload_id: z.string(),
        url: z.string(),
        fields: z.record(z.string(), z.string()),
        expires_at: z.string(),
      }),
    },
  },
  handler: async ({ body, tenant, admitted }, { uploads, clock }) => {
    const { thread_id, name, content_type: contentType, size } = body;
    await admitted;
    const file = { name, contentType, size };
    const { uploadId, expiresAt, url, fields } = await uploads.begin(
      { tenant, threadId: thread_id },
      file,
      clock.now(),
    );
    return ok({ upload_id: uploadId, url, fields, expires_at: isoTime(expiresAt) });
  },
});
