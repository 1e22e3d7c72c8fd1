import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface PackageRegistry {
  readonly url: string;
  /** How often a package's archive was asked for. */
  downloads(): number;
  close(): Promise<void>;
}

/** A package as it is published, made by npm itself. */
export const packedEngine = (name: string, version: string, program: string): Buffer => {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-package-'));
  try {
    const source = join(folder, 'source');
    mkdirSync(source);
    writeFileSync(join(source, 'package.json'), JSON.stringify({ name, version }));
    writeFileSync(join(source, 'dynoxide'), program);
    chmodSync(join(source, 'dynoxide'), 0o755);
    execFileSync('npm', ['pack', '--pack-destination', folder], { cwd: source, stdio: 'ignore' });
    return readFileSync(join(folder, readdirSync(folder).find((file) => file.endsWith('.tgz')) ?? ''));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

export const digestOf = (bytes: Buffer): string => `sha512-${createHash('sha512').update(bytes).digest('base64')}`;

/**
 * An npm registry on loopback that has one version of one package, and answers 404 to everything else.
 * @param integrity the digest that it states.
 */
export const startPackageRegistry = async (
  name: string,
  version: string,
  bytes: Buffer,
  integrity: string,
): Promise<PackageRegistry> => {
  let downloads = 0;
  const server = createServer(({ url = '', headers }, response) => {
    const tarball = `http://${headers.host}/archive.tgz`;
    if (url === '/archive.tgz') {
      downloads += 1;
      response.end(bytes);
    } else if (decodeURIComponent(url) === `/${name}`) {
      const versions = { [version]: { name, version, dist: { tarball, integrity } } };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions }));
    } else {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"Not found"}');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    downloads: () => downloads,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
