import type { Manifest } from '@frontdesk/manifest';
import { type Host, thisNode } from '../run-program';
import { deployedNode, versionOf } from './deployed-node';
import { lambdaFlags } from './lambda-flags';
import type { TlsFront } from './tls-front';

/** Circumstances that every cold start is measured in. */
export interface Column {
  readonly letter: string;
  readonly title: string;
  /** By the function's memory in MB. */
  host(memoryMb: number): Host;
  /** What the function's environment has besides. */
  readonly environment: Readonly<Record<string, string>>;
}

/** From what this machine runs by itself to what is closest to Lambda. */
export const columns = (manifest: Manifest, { url, certificate }: TlsFront): readonly Column[] => {
  const node = deployedNode(manifest);
  const asDeployed = (memoryMb: number): Host => ({ node, flags: lambdaFlags(memoryMb) });
  return [
    { letter: 'A', title: `Node.js ${process.version}, no flags`, host: () => thisNode, environment: {} },
    {
      letter: 'B',
      title: `Node.js ${versionOf(node)}, as deployed, with the flags of Lambda's older start scripts (1,024 MB: ${lambdaFlags(1024).join(' ')})`,
      host: asDeployed,
      environment: {},
    },
    {
      letter: 'C',
      title: 'as B, and AWS behind TLS',
      host: asDeployed,
      environment: { AWS_ENDPOINT_URL: url, NODE_EXTRA_CA_CERTS: certificate },
    },
  ];
};
