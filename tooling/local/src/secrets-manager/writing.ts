import { randomUUID } from 'node:crypto';
import type { Clock } from '@frontdesk/core/time';
import * as z from 'zod/mini';
import type { Account } from '../endpoint/account';
import { AwsError } from '../endpoint/aws-error';
import { type JsonOperation, operation } from '../endpoint/protocols/json';
import {
  newSecretArn,
  notFound,
  SECRET_NAME,
  type Secret,
  type SecretVersion,
  secretName,
  stagesOf,
  withVersion,
} from './secret';
import type { SecretStore } from './secret-store';

const name = z.string().check(z.regex(SECRET_NAME, 'must be 1 to 80 of A-Z a-z 0-9 / _ + = . @ -'));
const token = z.optional(z.string());
const value = z.string().check(z.maxLength(65_536));
const byId = z.object({ SecretId: z.string() });

/** The operations that create a secret or change its value or description. */
export const writingOperations = (store: SecretStore, account: Account, clock: Clock) => {
  const version = (id: string | undefined, text: string): SecretVersion => ({
    id: id ?? randomUUID(),
    value: text,
    createdAt: clock.now(),
  });

  const change = async (secretId: string, next: (secret: Secret) => Secret): Promise<Secret> => {
    const named = secretName(secretId);
    if (!SECRET_NAME.test(named)) throw notFound();
    return store.update(named, (secret) => {
      if (!secret) throw notFound();
      return next(secret);
    });
  };

  return {
    CreateSecret: operation(
      z.object({
        Name: name,
        SecretString: z.optional(value),
        ClientRequestToken: token,
        Description: z.optional(z.string()),
      }),
      async (input) => {
        const first = input.SecretString === undefined ? null : version(input.ClientRequestToken, input.SecretString);
        const secret = await store.update(input.Name, (existing) => {
          const { id, value: held } = existing?.current ?? {};
          const sentAgain = first !== null && id === first.id && held === first.value;
          if (existing && sentAgain) return existing;
          if (existing) {
            throw new AwsError(
              'ResourceExistsException',
              `The operation failed because the secret ${input.Name} already exists.`,
            );
          }
          return {
            name: input.Name,
            arn: newSecretArn(account, input.Name),
            description: input.Description ?? '',
            createdAt: clock.now(),
            current: first,
            previous: null,
          };
        });
        return { ARN: secret.arn, Name: secret.name, VersionId: secret.current?.id };
      },
    ),
    PutSecretValue: operation(z.extend(byId, { SecretString: value, ClientRequestToken: token }), async (input) => {
      const next = version(input.ClientRequestToken, input.SecretString);
      const secret = await change(input.SecretId, (held) => withVersion(held, next));
      return { ARN: secret.arn, Name: secret.name, VersionId: next.id, VersionStages: stagesOf(secret)[next.id] ?? [] };
    }),
    UpdateSecret: operation(
      z.extend(byId, {
        SecretString: z.optional(value),
        ClientRequestToken: token,
        Description: z.optional(z.string()),
      }),
      async (input) => {
        const next =
          input.SecretString === undefined ? undefined : version(input.ClientRequestToken, input.SecretString);
        const secret = await change(input.SecretId, (held) => {
          const described = input.Description === undefined ? held : { ...held, description: input.Description };
          return next ? withVersion(described, next) : described;
        });
        return { ARN: secret.arn, Name: secret.name, VersionId: next?.id };
      },
    ),
  } satisfies Record<string, JsonOperation>;
};
