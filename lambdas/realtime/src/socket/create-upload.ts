import { sent } from '@frontdesk/realtime/frames';
import { socketRoute } from '../deps';
import { memberOf } from './member';

export const createUploadRoute = socketRoute({
  routeKey: 'upload.create',
  operation: 'beginUpload',
  summary: 'Ask for a form to upload a file with, for a message to attach',
  frame: sent.uploadFrame,
  answer: sent.uploadedFrame,
  handler: async (frame, deps) => {
    const { threadId: named, name, contentType, size } = frame.body;
    const now = deps.clock.now();
    const { threadId } = memberOf(frame, named, now);
    const started = await deps.uploads.begin({ tenant: frame.tenant, threadId }, { name, contentType, size }, now);
    return { action: 'upload' as const, threadId, ...started, fields: { ...started.fields } };
  },
});
