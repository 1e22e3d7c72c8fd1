import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import type { Manifest } from '@frontdesk/manifest';

/** The major version of Node.js in the functions' runtime: 22 of `nodejs22.x`. */
const deployedMajor = ({ functions }: Manifest): string => {
  const [runtime] = new Set(Object.values(functions).map((fn) => fn.runtime));
  const [, major] = /^nodejs(\d+)\.x$/.exec(runtime ?? '') ?? [];
  if (major === undefined) throw new Error(`${runtime} is not a runtime of Node.js.`);
  return major;
};

/**
 * The path of a Node.js of the version that is deployed: this one, if it is that, or else what npm's package `node` brings.
 * @throws Error in one sentence if npm cannot bring it.
 */
export const deployedNode = (manifest: Manifest): string => {
  const major = deployedMajor(manifest);
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  try {
    const arguments_ = ['-y', '-p', `node@${major}`, '--', 'node', '-p', 'process.execPath'];
    return execFileSync('npx', arguments_, {
      // Not the project's folder: its settings of npm are for its own package manager.
      cwd: tmpdir(),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  } catch (cause) {
    throw new Error(`npm could not bring Node.js ${major}: run the benchmark in that version, or with a registry.`, {
      cause,
    });
  }
};

/** What a Node.js calls itself: `v22.23.3`. */
export const versionOf = (node: string): string => execFileSync(node, ['-v'], { encoding: 'utf8' }).trim();
