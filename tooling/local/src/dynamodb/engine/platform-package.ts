import { optionalDependencies } from '../../../package.json';

/** Where the engine runs. On Windows that is WSL, which is Linux: the processes around it need a POSIX shell. */
const PUBLISHED = new Set(['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64']);

/** One npm package with the engine's binary in it, as the engine's makers publish one for each platform. */
export interface PlatformPackage {
  readonly name: string;
  /** The version that the lock file pins for linux-x64; all platforms are published under the same version. */
  readonly version: string;
}

/** A platform in Node's own words: `process.platform` and `process.arch`. */
export interface Platform {
  readonly os: string;
  readonly cpu: string;
}

export const thisPlatform: Platform = { os: process.platform, cpu: process.arch };

/** The package for a platform, or `undefined` if none that we could run is published. */
export const platformPackage = ({ os, cpu }: Platform): PlatformPackage | undefined =>
  PUBLISHED.has(`${os}-${cpu}`)
    ? { name: `@dynoxide/${os}-${cpu}`, version: optionalDependencies['@dynoxide/linux-x64'] }
    : undefined;
