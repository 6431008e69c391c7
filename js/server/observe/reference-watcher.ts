// Notices when a reference comes to name something else.

import { relative, sep } from 'node:path';
import { watch } from 'chokidar';
import type { Reference, ReferencePlace } from '../trees/tree.ts';

/**
 * Milliseconds after a notice at which the reference is asked once more: the watcher under this one swallows a change that
 * follows another within about 50.
 */
const REPEAT_MS = 200;

/**
 * Resolves when moves from now on are noticed. What is written near the reference without moving it is not told.
 *
 * @param signal Ends it.
 */
export async function watchReference(
  reference: Reference,
  onMoved: () => void,
  onError: (error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  const target = () => reference.target().catch(() => undefined);
  let known: string | undefined;
  let isAsking = false;
  let isAskedAgain = false;
  const ask = async () => {
    isAskedAgain = true;
    if (isAsking) return;
    isAsking = true;
    while (isAskedAgain && !signal.aborted) {
      isAskedAgain = false;
      const now = await target();
      if (now === known || signal.aborted) continue;
      known = now;
      onMoved();
    }
    isAsking = false;
  };
  let repetition: NodeJS.Timeout | undefined;
  const notice = () => {
    void ask();
    clearTimeout(repetition);
    repetition = setTimeout(ask, REPEAT_MS).unref();
  };
  try {
    const places = await reference.places();
    await Promise.all(places.map((place) => watchPlace(place, notice, onError, signal)));
  } catch (error) {
    onError(error);
  }
  known = await target();
}

function watchPlace(
  { folder, names }: ReferencePlace,
  onChange: () => void,
  onError: (error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  const watcher = watch(folder, {
    ignoreInitial: true,
    followSymlinks: false,
    // A repository has thousands of objects, and git writes each reference beside itself first.
    ignored: (path) => {
      const [name = ''] = relative(folder, path).split(sep);
      return path.endsWith('.lock') || (name !== '' && !names.includes(name));
    },
  });
  signal.addEventListener('abort', () => void watcher.close());
  watcher.on('all', onChange);
  return new Promise((resolve) => {
    watcher.on('ready', resolve);
    watcher.on('error', (error) => {
      onError(error);
      resolve();
    });
  });
}
