import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { basename, join, sep } from 'node:path';

export interface FoldersWatch {
  close(): void;
}

/**
 * Calls `onEdit` for every file below the folders that is written, created, moved or removed, also in folders that are
 * created later. Each folder gets a watcher of its own, because on Linux Node's recursive watch follows single files:
 * when an editor saves by replacing the file with a new one, it misses the second save.
 */
export const watchFolders = (
  roots: readonly string[],
  ignored: ReadonlySet<string>,
  onEdit: (file: string) => void,
): FoldersWatch => {
  const watchers = new Map<string, FSWatcher>();

  const forget = (folder: string): void => {
    for (const [path, watcher] of watchers) {
      if (path !== folder && !path.startsWith(folder + sep)) continue;
      watcher.close();
      watchers.delete(path);
    }
  };

  const seen = (event: string, path: string): void => {
    if (ignored.has(basename(path))) return;
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isFile()) onEdit(path);
    else if (!found) {
      forget(path);
      onEdit(path);
    } else if (event === 'rename') {
      // The folder was created or moved here. Another folder of the same name may have been watched before.
      forget(path);
      follow(path, onEdit);
    }
  };

  const follow = (folder: string, onFile: (file: string) => void): void => {
    try {
      const watcher = watch(folder, (event, name) => name !== null && seen(event, join(folder, name)));
      watcher.on('error', () => forget(folder));
      watchers.set(folder, watcher);
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        if (ignored.has(entry.name)) continue;
        if (entry.isDirectory()) follow(join(folder, entry.name), onFile);
        else if (entry.isFile()) onFile(join(folder, entry.name));
      }
    } catch {
      // The folder is already gone.
      forget(folder);
    }
  };

  for (const root of roots) follow(root, () => undefined);
  return {
    close: () => {
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
    },
  };
};
