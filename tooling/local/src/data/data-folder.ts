import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { FolderInUse, lockFolder } from './folder-lock';

/** Where one local stack keeps everything that outlives the process. Delete the folder to start afresh. */
export interface DataFolder {
  readonly path: string;
  /** The path of something inside the folder. */
  file(...segments: string[]): string;
  /** Lets another stack use the folder. */
  release(): Promise<void>;
}

const claim = async (folder: string): Promise<() => Promise<void>> => {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return await lockFolder(folder);
  } catch (error) {
    if (error instanceof FolderInUse) throw error;
    const reason = (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.message : String(error));
    throw new Error(`${folder} cannot be used for the data (${reason}). Set FRONTDESK_DATA to a writable folder.`, {
      cause: error,
    });
  }
};

/**
 * Opens the data folder and holds it for this process. If it does not exist, it is created, readable by its owner only.
 * @throws FolderInUse if another running stack holds it.
 */
export const openDataFolder = async (path: string): Promise<DataFolder> => {
  const folder = resolve(path);
  const release = await claim(folder);
  return { path: folder, file: (...segments) => join(folder, ...segments), release };
};
