import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWith } from '@frontdesk/testkit/with-tools';

const DIAG = join(__dirname, '..', 'scripts', 'diag.sh');
/** A name that no DNS will ever know: https://www.rfc-editor.org/rfc/rfc6761#section-6.4 */
const NAME = 'api.acme.invalid';

/** What each path answers, as the deployed API would. */
const ANSWERS: Readonly<Record<string, readonly [number, string]>> = {
  '/health': [200, '{}'],
  '/faq': [401, '{}'],
  '/openapi.json': [200, '{"openapi":"3.1.0"}'],
};

describeWith(['curl', 'openssl'], 'diag.sh test with a domain name that has no DNS record yet', () => {
  let folder: string;
  let server: Server;
  let port: number;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'frontdesk-domain-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const name = ['-subj', `/CN=${NAME}`, '-addext', `subjectAltName=DNS:${NAME}`];
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...name, '-keyout', key, '-out', cert],
      { stdio: 'ignore', timeout: 30_000 },
    );
    server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
      const [status, body] = ANSWERS[request.url ?? ''] ?? [404, '{}'];
      // Only requests for that name are answered, as API Gateway does it.
      response.writeHead(request.headers.host?.startsWith(NAME) ? status : 403).end(body);
    }).listen(0, 'localhost');
    await once(server, 'listening');
    const address = server.address();
    port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  });
  afterAll(async () => {
    const closed = once(server, 'close');
    server.close();
    await closed;
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs the script against outputs that name a target for the DNS record. */
  const diagnosed = (target: string): Promise<{ code: number; stdout: string }> => {
    const outputs = {
      api_url: `https://${NAME}:${port}`,
      region: 'us-east-1',
      aws_endpoint: 'http://127.0.0.1:9',
      domain_target: { name: target, zone_id: 'ZONE' },
    };
    writeFileSync(join(folder, 'outputs.json'), JSON.stringify(outputs));
    const env = { ...process.env, FRONTDESK_DATA: folder, CURL_CA_BUNDLE: join(folder, 'cert.pem') };
    return new Promise((resolve) => {
      execFile('bash', [DIAG, 'test', 'local'], { env, timeout: 60_000 }, (error, stdout) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout }),
      );
    });
  };

  test('sends its requests to the target of the DNS record, with the domain name, and prints the record', async () => {
    const { code, stdout } = await diagnosed('localhost');
    expect(stdout).toContain(
      `${NAME} has no DNS record yet. Make an alias record (type A) to localhost in the hosted zone ZONE`,
    );
    expect(stdout).toContain('All is well.');
    expect(code).toBe(0);
  });

  test('says to wait if AWS has not published the target either', async () => {
    const { code, stdout } = await diagnosed('d-target.acme.invalid');
    expect(stdout).toContain('AWS has not published d-target.acme.invalid yet');
    expect(code).toBe(3);
  });
});
