// The client, its engine and the cache. One session for as long as the engine stays where it is and nobody starts anew.

import { QueryClient } from '@tanstack/react-query';
import { loadEngine } from 'hunkwise';
import type { AnyDiffEngine } from 'hunkwise/react';
import { createSyncClient, PerfMarks, type SyncClient } from 'hunkwise/sync';
import { createWorkerEngine } from 'hunkwise/worker';
import type { Costs } from './measure/costs.ts';
import { MARK_PREFIX } from './measure/time-log.ts';
import type { EnginePlace } from './page-address.ts';

export interface Session {
  /** Tells sessions apart. */
  readonly name: string;
  readonly client: SyncClient;
  /** Loaded when it is first needed. */
  readonly engine: () => Promise<AnyDiffEngine>;
  readonly queries: QueryClient;
  readonly marks: PerfMarks;
  /** Ends the engine; nothing of the session can be used afterwards. */
  close(): void;
}

let made = 0;

export function openSession(place: EnginePlace, costs: Costs): Session {
  let engine: Promise<AnyDiffEngine> | undefined;
  const loadOnce = () => {
    engine ??= loadAt(place)
      .then((loaded) => {
        const watched = costs.calls.watched(loaded);
        costs.engine = watched;
        return watched;
      })
      .catch((error: unknown) => {
        engine = undefined;
        throw error;
      });
    return engine;
  };
  return {
    name: `${place} ${++made}`,
    client: createSyncClient({ engine: loadOnce, fetch: costs.requests.fetch }),
    engine: loadOnce,
    queries: new QueryClient(),
    marks: new PerfMarks({ prefix: MARK_PREFIX }),
    close() {
      engine?.then(
        (loaded) => loaded.dispose(),
        () => {},
      );
    },
  };
}

/** In a Worker; where Workers are not to be had, in the page. */
async function loadAt(place: EnginePlace): Promise<AnyDiffEngine> {
  const wasm = '/dist/core.wasm';
  if (place === 'page') return loadEngine({ wasm });
  try {
    return await createWorkerEngine({ wasm, workerUrl: '/dist/diff-worker.js' });
  } catch {
    return loadEngine({ wasm });
  }
}
