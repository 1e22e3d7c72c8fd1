import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Reference } from '@frontdesk/core/declare';
import type { Manifest, ManifestFunction } from '@frontdesk/manifest';
import type { Access, FunctionPrincipal } from '../endpoint/account';
import type { LocalFunction } from '../lambda/function';

const RECEIVING = ['ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage'].map(
  (action) => `sqs:${action}`,
);

/** What functions sign with: only they know it, so no page can make up a form that one of them has signed. */
const SECRET_ACCESS_KEY = randomBytes(30).toString('base64');

/** A function's access key: it tells the AWS endpoint whose grants apply. */
const accessKeyId = (name: string): string => `FDLOCAL${name.toUpperCase().replace(/[^A-Z0-9]/g, '')}`;

export interface Deployment {
  readonly references: Readonly<Record<Reference, string>>;
  readonly awsEndpoint: string;
  readonly dist: string;
}

const resolve = (fn: ManifestFunction, references: Deployment['references']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fn.environment).map(([name, from]) => [name, 'ref' in from ? references[from.ref] : from.value]),
  );

/**
 * The functions as Terraform would configure them, plus what only the laptop needs: where AWS is, and a key that says
 * which function is calling.
 */
export const localFunctions = (manifest: Manifest, deployment: Deployment): LocalFunction[] =>
  Object.values(manifest.functions).map((fn) => ({
    name: fn.name,
    bundlePath: join(deployment.dist, fn.bundle, 'index.js'),
    handler: fn.handler,
    memoryMb: fn.memory_mb,
    timeoutSeconds: fn.timeout_seconds,
    environment: {
      ...resolve(fn, deployment.references),
      AWS_ACCESS_KEY_ID: accessKeyId(fn.name),
      AWS_SECRET_ACCESS_KEY: SECRET_ACCESS_KEY,
      AWS_ENDPOINT_URL: deployment.awsEndpoint,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
    ...(fn.reserved_concurrency !== null && { maxInstances: fn.reserved_concurrency }),
  }));

/** What the function module of Terraform allows on the queues that a function consumes, besides its own grants. */
const receivingGrants = ({ event_sources }: ManifestFunction): FunctionPrincipal['grants'] =>
  event_sources.flatMap(({ kind, name }) =>
    kind === 'queue' ? [{ resource: { kind, name }, actions: RECEIVING }] : [],
  );

/** Says whose access key it is. Any key that is not a function's belongs to the laptop's owner. */
export const localAccess = (manifest: () => Manifest): Access => {
  const principal = (fn: ManifestFunction): FunctionPrincipal => ({
    kind: 'function',
    function: fn.name,
    grants: [...fn.grants, ...receivingGrants(fn)],
    secretAccessKey: SECRET_ACCESS_KEY,
  });
  const keysOf = ({ functions }: Manifest): ReadonlyMap<string, FunctionPrincipal> =>
    new Map(Object.values(functions).map((fn) => [accessKeyId(fn.name), principal(fn)]));
  const known = new WeakMap<Manifest, ReadonlyMap<string, FunctionPrincipal>>();
  return (key) => {
    const deployed = manifest();
    const keys = known.get(deployed) ?? keysOf(deployed);
    known.set(deployed, keys);
    return keys.get(key) ?? { kind: 'administrator' };
  };
};
