// Notices when any program writes the deployed file of a project.

import { basename, join, relative } from 'node:path';
import { watch } from 'chokidar';
import { DEPLOYED_FILE_NAME } from '../trees/excluded-names.ts';
import { normalisedPath } from './declared.ts';
import { DEPLOYED_FILE_FOLDERS } from './profiles.ts';

/**
 * How long after a notice it is repeated, in milliseconds: the watcher under this one swallows a change that
 * follows another within about 50.
 */
const REPEAT_MS = 200;

export interface DeployedFileWatcher {
  /** Idempotent. */
  close(): Promise<void>;
}

/**
 * Tells of every change at least once, and once more a little later. Watches the few folders in which
 * deployed files may be, of every project; they need not exist yet.
 *
 * @param onChange Gets the path of the project as it was given.
 * @returns when changes from now on are noticed
 */
export async function watchDeployedFiles(
  projects: readonly string[],
  onChange: (project: string) => void,
): Promise<DeployedFileWatcher> {
  const watchers = projects.map((project) => watchProject(project, () => onChange(project)));
  await Promise.all(watchers.map(({ isReady }) => isReady));
  return { close: async () => void (await Promise.all(watchers.map(({ close }) => close()))) };
}

function watchProject(project: string, onChange: () => void) {
  const watched = new Set(
    DEPLOYED_FILE_FOLDERS.flatMap((folder) => [folder, normalisedPath(join(folder, DEPLOYED_FILE_NAME))]),
  );
  const watcher = watch(project, {
    depth: 1,
    ignoreInitial: true,
    followSymlinks: false,
    // A project has thousands of files; these are two handfuls.
    ignored: (path) => !watched.has(relative(project, path) || '.'),
  });
  let repetition: NodeJS.Timeout | undefined;
  watcher.on('all', (_, path) => {
    if (basename(path) !== DEPLOYED_FILE_NAME) return;
    onChange();
    clearTimeout(repetition);
    repetition = setTimeout(onChange, REPEAT_MS).unref();
  });
  // A folder that cannot be watched is noticed when the cache expires.
  watcher.on('error', () => {});
  return {
    isReady: new Promise<void>((resolve) => {
      watcher.once('ready', () => resolve());
      watcher.once('error', () => resolve());
    }),
    close: async () => {
      clearTimeout(repetition);
      await watcher.close();
    },
  };
}
