import { openAiModel } from '@frontdesk/assistant/models';
import { defineSecret } from '@frontdesk/core/declare';
import { sharedStack } from '@frontdesk/testkit/api';
import { aws } from '@frontdesk/testkit/aws';
import { testClock } from '@frontdesk/testkit/test-tables';
import { startOpenAiServer } from '@frontdesk/vendors/openai';
import { secretReader } from '../src/get-secret-value';
import { createSecrets } from '../src/secrets';
import { CREDENTIALS } from './service';

const MINUTE_MS = 60_000;
const apiKey = defineSecret({ name: 'openai-api-key', description: '' });

/** Reads through a store whose value can change, and counts. */
const counted = () => {
  const store = { value: 'first' as string | undefined, error: undefined as Error | undefined, reads: [] as string[] };
  const read = async (name: string): Promise<string | undefined> => {
    store.reads.push(name);
    if (store.error) throw store.error;
    return store.value;
  };
  return { store, read };
};

describe('a secret', () => {
  test('is read once in five minutes, by its full name, however often it is asked for', async () => {
    const clock = testClock();
    const { store, read } = counted();
    const secrets = createSecrets('frontdesk-dev', clock, read);
    expect(await Promise.all(Array.from({ length: 5 }, () => secrets.get(apiKey)))).toEqual(Array(5).fill('first'));
    clock.set(clock.now() + 5 * MINUTE_MS - 1);
    await secrets.get(apiKey);
    expect(store.reads).toEqual(['frontdesk-dev/openai-api-key']);
  });

  test('that was rotated takes hold within five minutes, without a restart', async () => {
    const clock = testClock();
    const { store, read } = counted();
    const secrets = createSecrets('frontdesk-dev', clock, read);
    await secrets.get(apiKey);
    store.value = 'second';
    clock.set(clock.now() + 5 * MINUTE_MS);
    expect(await secrets.get(apiKey)).toBe('second');
  });

  test('that could not be read is asked for again after 30 seconds, and not before', async () => {
    const clock = testClock();
    const { store, read } = counted();
    const secrets = createSecrets('frontdesk-dev', clock, read);
    store.error = new Error('throttled');
    await expect(secrets.get(apiKey)).rejects.toThrow('throttled');
    store.error = undefined;
    clock.set(clock.now() + 30_000 - 1);
    await expect(secrets.get(apiKey)).rejects.toThrow('throttled');
    expect(store.reads).toHaveLength(1);
    clock.set(clock.now() + 1);
    expect(await secrets.get(apiKey)).toBe('first');
  });

  test('that was read once is good as long as it cannot be read again', async () => {
    const clock = testClock();
    const { store, read } = counted();
    const secrets = createSecrets('frontdesk-dev', clock, read);
    await secrets.get(apiKey);
    store.error = new Error('throttled');
    clock.set(clock.now() + 5 * MINUTE_MS);
    for (let times = 0; times < 3; times += 1) expect(await secrets.get(apiKey)).toBe('first');
    expect(store.reads).toHaveLength(2);
    clock.set(clock.now() + 30_000);
    expect(await secrets.get(apiKey)).toBe('first');
    expect(store.reads).toHaveLength(3);
    Object.assign(store, { error: undefined, value: 'second' });
    clock.set(clock.now() + 30_000);
    expect(await secrets.get(apiKey)).toBe('second');
  });

  test('put by an operator into Secrets Manager is the key of the very next request once the old one has aged', async () => {
    const clock = testClock();
    const { name_prefix, aws_endpoint } = sharedStack();
    const environment = { ...CREDENTIALS, AWS_ENDPOINT_URL: aws_endpoint, AWS_REGION: 'us-east-1' };
    const secrets = createSecrets(name_prefix, clock, secretReader(environment));
    const server = await startOpenAiServer();
    const secret = defineSecret({ name: `rotated-${process.pid}`, description: '' });
    const model = openAiModel({
      model: 'm',
      baseUrl: server.baseUrl,
      apiKey: async () => (await secrets.get(secret)) ?? '',
    });
    const request = { system: '', messages: [], tools: [], sources: [], language: 'en', maxOutputTokens: 9 };
    const keyUsed = async (): Promise<string | undefined> => {
      for await (const _ of model.stream(request, new AbortController().signal));
      return server.requests.at(-1)?.authorization;
    };

    await aws('secretsmanager.CreateSecret', { Name: `${name_prefix}/${secret.name}`, SecretString: 'sk-old' });
    expect(await keyUsed()).toBe('Bearer sk-old');
    await aws('secretsmanager.PutSecretValue', { SecretId: `${name_prefix}/${secret.name}`, SecretString: 'sk-new' });
    clock.set(clock.now() + 5 * MINUTE_MS);
    expect(await keyUsed()).toBe('Bearer sk-new');
    await server.stop();
  });
});
