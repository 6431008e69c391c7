// The engine in a Worker; where Workers are not to be had, the same methods in this thread.

import { loadEngine } from 'hunkwise';
import { type AsyncDiffEngine, createWorkerEngine } from 'hunkwise/worker';

export type PageEngine = Pick<AsyncDiffEngine, 'createPayloadIndexer' | 'parseFile' | 'intraline'>;

export async function openEngine(): Promise<PageEngine> {
  try {
    return await createWorkerEngine();
  } catch {
    return engineInPage();
  }
}

async function engineInPage(): Promise<PageEngine> {
  const engine = await loadEngine();
  return {
    createPayloadIndexer() {
      const indexer = engine.createPayloadIndexer();
      return {
        push: async (chunk) => indexer.push(chunk),
        snapshot: async () => indexer.snapshot(),
        finish: async () => indexer.finish(),
      };
    },
    parseFile: async (index, file) => engine.parseFile(index, file),
    intraline: async (table, rows) => engine.intraline(table, rows),
  };
}
