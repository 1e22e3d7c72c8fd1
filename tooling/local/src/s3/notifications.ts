import { isoTime } from '@frontdesk/core/time';
import type { Manifest } from '@frontdesk/manifest';
import type { S3Event } from 'aws-lambda';
import type { Account } from '../endpoint/account';
import { asynchronousQueue } from '../sqs/declared';
import type { Queues } from '../sqs/queues';

/** What happened to an object. */
export interface ObjectEvent {
  /** The bucket's logical name, and its full one. */
  readonly bucket: string;
  readonly fullName: string;
  readonly kind: 'ObjectCreated' | 'ObjectRemoved';
  /** By what operation, as S3 calls it in an event. The buckets are versioned: a deletion only sets a marker. */
  readonly by: 'Put' | 'Post' | 'CompleteMultipartUpload' | 'DeleteMarkerCreated';
  readonly key: string;
  /** Given for a created object only. */
  readonly size?: number;
  readonly etag?: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly requestId: string;
}

/** As S3 writes it: keys as in a query (https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html). */
const s3Event = (account: Account, event: ObjectEvent): S3Event => ({
  Records: [
    {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: account.region,
      eventTime: isoTime(event.at),
      eventName: `${event.kind}:${event.by}`,
      userIdentity: { principalId: account.accountId },
      requestParameters: { sourceIPAddress: '127.0.0.1' },
      responseElements: { 'x-amz-request-id': event.requestId, 'x-amz-id-2': event.requestId },
      s3: {
        s3SchemaVersion: '1.0',
        configurationId: event.bucket,
        bucket: {
          name: event.fullName,
          ownerIdentity: { principalId: account.accountId },
          arn: `arn:aws:s3:::${event.fullName}`,
        },
        object: {
          key: encodeURIComponent(event.key).replaceAll('%2F', '/').replaceAll('%20', '+'),
          size: event.size ?? 0,
          eTag: event.etag ?? '',
          sequencer: event.at.toString(16).toUpperCase().padStart(16, '0'),
        },
      },
    },
  ],
});

/** Has Lambda tell what happened to the functions that declare it. The event is on disk once this resolves. */
export const notifyFunctions =
  (account: Account, queues: Queues, manifest: () => Pick<Manifest, 'functions'>) =>
  async (event: ObjectEvent): Promise<void> => {
    const told = Object.values(manifest().functions).filter(({ event_sources }) =>
      event_sources.some(
        (source) =>
          source.kind === 'bucket' &&
          source.name === event.bucket &&
          source.events.includes(event.kind) &&
          event.key.startsWith(source.prefix ?? ''),
      ),
    );
    const body = JSON.stringify(s3Event(account, event));
    await queues.send(told.map(({ name }) => ({ queue: asynchronousQueue(account, name), body })));
  };
