import { randomUUID } from 'node:crypto';
import type { Account } from '../endpoint/account';
import { newSecretArn, type SecretVersion, withVersion } from './secret';
import { openSecretStore } from './secret-store';

/**
 * Sets a secret's value, if one is given, and says whether the secret has a value. The same value again makes no new
 * version.
 * @param passing a value that counts only while it is given: a stand-in's key must not be sent to the vendor later.
 */
export const seedSecret = async (
  folder: string,
  account: Account,
  name: string,
  value: string | undefined,
  passing?: string,
): Promise<boolean> => {
  const store = openSecretStore(folder);
  const held = await store.find(name);
  if (value === undefined && passing !== undefined && held?.current?.value === passing) {
    await store.remove(name);
    return false;
  }
  if (value === undefined || held?.current?.value === value) return Boolean(held?.current);
  const version: SecretVersion = { id: randomUUID(), value, createdAt: Date.now() };
  await store.update(name, (secret) =>
    secret
      ? withVersion(secret, version)
      : {
          name,
          arn: newSecretArn(account, name),
          description: '',
          createdAt: version.createdAt,
          current: version,
          previous: null,
        },
  );
  return true;
};
