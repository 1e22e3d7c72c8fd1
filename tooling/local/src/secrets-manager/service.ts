import { randomUUID } from 'node:crypto';
import type { Clock } from '@frontdesk/core/time';
import * as z from 'zod/mini';
import type { Account, FunctionPrincipal } from '../endpoint/account';
import { AwsError, accessDenied, missingToken } from '../endpoint/aws-error';
import { jsonService, operation } from '../endpoint/protocols/json';
import type { Call, Service } from '../endpoint/service';
import {
  description,
  newSecretArn,
  notFound,
  SECRET_NAME,
  type Secret,
  type SecretVersion,
  seconds,
  secretName,
  stagesOf,
  versionOf,
  withVersion,
} from './secret';
import { openSecretStore } from './secret-store';

export interface SecretsManagerOptions {
  readonly account: Account;
  /** The folder of the secrets' files. */
  readonly folder: string;
  readonly clock: Clock;
  /** Whether a function may read the secret of that name. */
  mayRead(principal: FunctionPrincipal, name: string): boolean;
}

const name = z.string().check(z.regex(SECRET_NAME, 'must be 1 to 80 of A-Z a-z 0-9 / _ + = . @ -'));
const token = z.optional(z.string());
const value = z.string().check(z.maxLength(65_536));
const byId = z.object({ SecretId: z.string() });

/** Secrets Manager over files: functions read their secrets as they do when deployed, and so do scripts. */
export const createSecretsManager = ({ account, folder, clock, mayRead }: SecretsManagerOptions): Service => {
  const store = openSecretStore(folder);

  const readable = async (secretId: string, { caller, operation: called }: Call): Promise<Secret> => {
    const named = secretName(secretId);
    if (caller.kind === 'function' && !mayRead(caller, named)) {
      const arn = `arn:aws:secretsmanager:${account.region}:${account.accountId}:secret:${named}`;
      throw accessDenied(account, caller, `secretsmanager:${called}`, arn);
    }
    const secret = SECRET_NAME.test(named) ? await store.find(named) : undefined;
    if (!secret) throw notFound();
    return secret;
  };

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

  const operations = {
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
    GetSecretValue: operation(
      z.extend(byId, { VersionId: token, VersionStage: z.optional(z.string()) }),
      async (input, call) => {
        const secret = await readable(input.SecretId, call);
        const stage = input.VersionStage ?? 'AWSCURRENT';
        const found = versionOf(secret, input.VersionId, stage);
        if (!found) throw notFound(`secret value for ${input.VersionId ? 'that version' : `staging label: ${stage}`}`);
        return {
          ARN: secret.arn,
          Name: secret.name,
          VersionId: found.id,
          SecretString: found.value,
          VersionStages: stagesOf(secret)[found.id],
          CreatedDate: seconds(found.createdAt),
        };
      },
    ),
    DescribeSecret: operation(byId, async (input, call) => {
      const secret = await readable(input.SecretId, call);
      return { ...description(secret), VersionIdsToStages: stagesOf(secret) };
    }),
    ListSecrets: operation(z.object({}), async () => ({
      SecretList: (await store.list()).map((secret) => ({
        ...description(secret),
        SecretVersionsToStages: stagesOf(secret),
      })),
    })),
  };

  return jsonService({
    name: 'secretsmanager',
    target: 'secretsmanager',
    version: '1.1',
    operations,
    authorize: ({ caller, operation: called }) => {
      if (caller.kind === 'anonymous') throw missingToken();
      const reads = called === 'GetSecretValue' || called === 'DescribeSecret';
      if (caller.kind === 'function' && !reads) throw accessDenied(account, caller, `secretsmanager:${called}`, '*');
    },
  });
};
