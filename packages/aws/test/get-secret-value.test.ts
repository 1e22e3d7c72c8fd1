import { secretReader } from '../src';
import { breakOff, CREDENTIALS, type Handler, hang, json, startService } from './service';

/** A reader in front of a Secrets Manager that answers the attempts one after the other. */
const readerBefore = async (...handlers: Handler[]) => {
  const { endpoint, received, close } = await startService(...handlers);
  return {
    read: secretReader({ ...CREDENTIALS, AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: endpoint }),
    received,
    close,
  };
};

describe('a secret', () => {
  test('is asked for in one signed request that names it', async () => {
    const { read, received, close } = await readerBefore(json(200, { SecretString: 'value' }));
    await expect(read('frontdesk-test/openai-api-key')).resolves.toBe('value');
    await close();
    expect(received).toHaveLength(1);
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({ SecretId: 'frontdesk-test/openai-api-key' });
    expect(received[0]?.headers).toMatchObject({
      'x-amz-target': 'secretsmanager.GetSecretValue',
      'x-amz-security-token': 'session',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/us-east-1\/secretsmanager\/aws4_request/,
      ),
    });
  });

  test('that does not exist, or has no value yet, is undefined', async () => {
    const { read, close } = await readerBefore(json(400, { __type: 'ResourceNotFoundException', message: 'none' }));
    await expect(read('missing')).resolves.toBeUndefined();
    await close();
  });

  test('is asked for once more after a failure of the service, a broken connection, or an answer cut short', async () => {
    const cut: Handler = (_, response) =>
      void response.writeHead(200, { 'content-length': 99 }).write('{"SecretSt', () => response.destroy());
    for (const failure of [json(500, {}), breakOff, cut]) {
      const { read, received, close } = await readerBefore(failure, json(200, { SecretString: 'value' }));
      await expect(read('name')).resolves.toBe('value');
      expect(received).toHaveLength(2);
      await close();
    }
  });

  test('that is refused is an error that says why, at once', async () => {
    const { read, received, close } = await readerBefore(json(400, { __type: 'AccessDeniedException', message: 'no' }));
    await expect(read('name')).rejects.toThrow('the secret name: AccessDeniedException: no');
    expect(received).toHaveLength(1);
    await close();
  });

  test('that never comes is an error within two attempts of two seconds', async () => {
    const { read, received, close } = await readerBefore(hang);
    await expect(read('name')).rejects.toThrow('the secret name: TimeoutError: no answer within 2000 ms');
    expect(received).toHaveLength(2);
    await close();
  });
});
