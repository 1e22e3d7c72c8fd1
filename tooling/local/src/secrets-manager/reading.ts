import * as z from 'zod/mini';
import type { Account, FunctionPrincipal } from '../endpoint/account';
import { accessDenied } from '../endpoint/aws-error';
import { type JsonOperation, operation } from '../endpoint/protocols/json';
import type { Call } from '../endpoint/service';
import { description, notFound, SECRET_NAME, type Secret, seconds, secretName, stagesOf, versionOf } from './secret';
import type { SecretStore } from './secret-store';

export interface Readers {
  readonly account: Account;
  /** Whether a function may read the secret of that name. */
  mayRead(principal: FunctionPrincipal, name: string): boolean;
}

const byId = z.object({ SecretId: z.string() });
const text = z.optional(z.string());

/** The operations that change nothing. */
export const readingOperations = (store: SecretStore, { account, mayRead }: Readers) => {
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

  return {
    GetSecretValue: operation(z.extend(byId, { VersionId: text, VersionStage: text }), async (input, call) => {
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
    }),
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
  } satisfies Record<string, JsonOperation>;
};
