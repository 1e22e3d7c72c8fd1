import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { lockFolder } from './folder-lock';

/** Where one local stack keeps everything that outlives it. Deleting the folder is starting afresh. */
export interface DataFolder {
  readonly path: string;
  /** The path of something inside the folder. */
  file(...segments: string[]): string;
  /** Lets another stack have the folder. */
  release(): Promise<void>;
}

/**
 * Opens the data folder, making it for the owner alone if need be, and holds it for this process.
 * @throws FolderInUse where another running stack has it.
 */
export const openDataFolder = async (path: string): Promise<DataFolder> => {
  const folder = resolve(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const release = await lockFolder(folder);
  return { path: folder, file: (...segments) => join(folder, ...segments), release };
};
