import type { Manifest, ManifestBucket, ManifestFunction } from '../../../tooling/manifest/src/manifest';

export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';

const DAY_SECONDS = 86_400;

export const queueArn = (prefix: string, name: string): string => `arn:aws:sqs:${REGION}:${ACCOUNT}:${prefix}-${name}`;
export const topicArn = (prefix: string, name: string): string => `arn:aws:sns:${REGION}:${ACCOUNT}:${prefix}-${name}`;
export const bucketName = (prefix: string, name: string): string => `${prefix}-${ACCOUNT}-${name}`;
const functionArn = (prefix: string, name: string): string =>
  `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${prefix}-${name}:live`;

type Source<K> = Extract<ManifestFunction['event_sources'][number], { readonly kind: K }>;

/** A kind's event sources, each with its function. */
const sourcesOf = <K extends ManifestFunction['event_sources'][number]['kind']>(
  { functions }: Manifest,
  kind: K,
): { fn: ManifestFunction; source: Source<K> }[] =>
  Object.values(functions).flatMap((fn) =>
    fn.event_sources.filter((source): source is Source<K> => source.kind === kind).map((source) => ({ fn, source })),
  );

/** Where a function's failed invocations go if nobody waits for them: the queue's ARN, if there can be any. */
export const deadInvocationsOf = (fn: ManifestFunction, prefix: string): string | null =>
  fn.event_sources.some(({ kind }) => kind !== 'queue')
    ? queueArn(prefix, `${fn.name}-invocations-dead-letters`)
    : null;

const deadLetterQueue = (deadLettersOf: readonly string[] | null, senders: readonly string[][]) => ({
  visibility: 30,
  retention: 14 * DAY_SECONDS,
  encrypted: true,
  deadLetters: null,
  deadLettersOf,
  senders,
  readers: [],
});

/** Every queue as SQS should describe it, including those for dead letters. */
export const declaredQueues = (manifest: Manifest, prefix: string) =>
  Object.fromEntries([
    ...Object.values(manifest.queues).flatMap((queue) => {
      const name = `${prefix}-${queue.name}`;
      const topics = queue.subscriptions.map(({ topic }) => topicArn(prefix, topic));
      const senders = topics.length > 0 ? [topics] : [];
      return [
        [
          name,
          {
            visibility: queue.visibility_seconds,
            retention: 4 * DAY_SECONDS,
            encrypted: true,
            deadLetters: { queue: `${name}-dead-letters`, receives: queue.max_receives },
            deadLettersOf: null,
            senders,
            readers: [],
          },
        ],
        [`${name}-dead-letters`, deadLetterQueue([name], senders)],
      ];
    }),
    ...Object.values(manifest.functions)
      .filter((fn) => deadInvocationsOf(fn, prefix))
      .map((fn) => {
        const topics = fn.event_sources.flatMap(({ kind, name }) => (kind === 'topic' ? [topicArn(prefix, name)] : []));
        return [
          `${prefix}-${fn.name}-invocations-dead-letters`,
          deadLetterQueue(null, topics.length > 0 ? [topics] : []),
        ];
      }),
  ]);

/** Every topic, and who it tells about what. The alarms' own topic is not included. */
export const declaredTopics = (manifest: Manifest, prefix: string) =>
  Object.fromEntries(
    Object.keys(manifest.topics).map((topic) => {
      const queues = Object.values(manifest.queues).flatMap((queue) =>
        queue.subscriptions
          .filter((subscription) => subscription.topic === topic)
          .map(({ filter }) => ({
            endpoint: queueArn(prefix, queue.name),
            raw: true,
            filter,
            deadLetters: queueArn(prefix, `${queue.name}-dead-letters`),
          })),
      );
      const functions = sourcesOf(manifest, 'topic')
        .filter(({ source }) => source.name === topic)
        .map(({ fn, source: { filter } }) => ({
          endpoint: functionArn(prefix, fn.name),
          raw: false,
          filter,
          deadLetters: deadInvocationsOf(fn, prefix),
        }));
      const subscriptions = [...queues, ...functions].sort((a, b) => (a.endpoint < b.endpoint ? -1 : 1));
      return [`${prefix}-${topic}`, { key: 'alias/aws/sns', subscriptions, subscribers: [] }];
    }),
  );

export const declaredMappings = (manifest: Manifest, prefix: string) =>
  sourcesOf(manifest, 'queue').map(({ fn, source }) => ({
    queue: `${prefix}-${source.name}`,
    function: `${prefix}-${fn.name}:live`,
    batchSize: source.batch_size,
    window: source.batching_window_seconds,
    responses: ['ReportBatchItemFailures'],
    concurrency: source.maximum_concurrency,
  }));

/** How many days a bucket keeps its objects, where an environment has not chosen otherwise. */
const expiryOf = ({ references }: Manifest, { expire_after_days: days }: ManifestBucket): number | null => {
  if (days === null) return null;
  return 'value' in days ? days.value : Number(references[days.ref].default);
};

/** Which pages may do what with a bucket: those of the environment's origins may upload, if it is meant for that. */
const corsOf = ({ browser_uploads: uploads }: ManifestBucket, origins: readonly string[]) =>
  uploads && origins.length > 0 ? { methods: ['POST'], origins: [...origins].sort(), exposes: ['ETag'] } : null;

export const declaredBuckets = (manifest: Manifest, prefix: string, origins: readonly string[]) =>
  Object.fromEntries(
    Object.values(manifest.buckets).map((bucket) => {
      const days = expiryOf(manifest, bucket);
      return [
        bucketName(prefix, bucket.name),
        {
          cors: corsOf(bucket, origins),
          versioning: 'Enabled',
          encryption: 'AES256',
          private: true,
          policies: ['RefusePlainHttp'],
          lifecycle: {
            ...(days === null ? {} : { expire: { days, noncurrentDays: null } }),
            'old-versions': { days: null, noncurrentDays: days === null ? 30 : 1 },
          },
          told: sourcesOf(manifest, 'bucket')
            .filter(({ source }) => source.name === bucket.name)
            .map(({ fn, source }) => ({
              function: `${prefix}-${fn.name}:live`,
              events: source.events.map((event) => `s3:${event}:*`).sort(),
              prefix: source.prefix,
            })),
        },
      ];
    }),
  );

export const declaredSchedules = (manifest: Manifest, prefix: string) =>
  Object.fromEntries(
    sourcesOf(manifest, 'schedule').map(({ fn, source: { name } }) => [
      `${prefix}-${name}`,
      {
        expression: manifest.schedules[name]?.expression,
        zone: 'UTC',
        function: `${prefix}-${fn.name}:live`,
        role: `${prefix}-${fn.name}-schedules`,
        input: JSON.stringify({
          schedule: name,
          source: 'frontdesk.schedule',
          time: '<aws.scheduler.scheduled-time>',
        }),
        deadLetters: deadInvocationsOf(fn, prefix),
      },
    ]),
  );

/** Roles for anything that acts and is not a function. */
export const otherRoles = (manifest: Manifest): string[] => [
  ...new Set(sourcesOf(manifest, 'schedule').map(({ fn }) => `${fn.name}-schedules`)),
  ...(manifest.socket ? ['socket-logging'] : []),
];
