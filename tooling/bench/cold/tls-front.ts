import { writeFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { createServer, type TLSSocket } from 'node:tls';
import { generate } from 'selfsigned';

export interface TlsFront {
  /** `https://localhost:…` */
  readonly url: string;
  /** The file with the certificate, for `NODE_EXTRA_CA_CERTS`. */
  readonly certificate: string;
  close(): Promise<void>;
}

/** RSA with 2,048 bits, which is what the certificates of DynamoDB's endpoints have. */
const certificateFor = (host: string) =>
  generate([{ name: 'commonName', value: host }], {
    keyType: 'rsa',
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
    ],
  });

/**
 * Puts TLS in front of a plain HTTP endpoint on this machine, because AWS is never without. What it costs the client is
 * real: the handshakes, the check of the certificate, and the reading of the roots that Node.js brings. The network that
 * AWS has between is not there.
 * @param folder for the certificate, which is made anew each time.
 */
export const startTlsFront = async (endpoint: string, folder: string): Promise<TlsFront> => {
  const host = 'localhost';
  const { private: key, cert } = await certificateFor(host);
  const certificate = join(folder, 'certificate.pem');
  writeFileSync(certificate, cert);
  const { hostname, port } = new URL(endpoint);
  const open = new Set<TLSSocket>();
  const server = createServer({ key, cert, noDelay: true }, (client) => {
    const onward = connect({ host: hostname, port: Number(port), noDelay: true });
    open.add(client);
    client.once('close', () => {
      open.delete(client);
      onward.destroy();
    });
    onward.once('close', () => client.destroy());
    // A child that has its answer ends without a farewell to its connections.
    for (const socket of [client, onward]) socket.on('error', () => undefined);
    client.pipe(onward).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    url: `https://${host}:${(server.address() as AddressInfo).port}`,
    certificate,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const client of open) client.destroy();
      }),
  };
};
