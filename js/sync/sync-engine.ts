// What the client needs of an engine: as much as the one of this thread and the one in a Worker have in common.

import type { DiffIndex, FileParserOptions } from '../core/api.ts';
import type { AnyFileParser } from '../core/read-in-slices.ts';

interface CallOptions {
  readonly signal?: AbortSignal;
}

/** The part of `DiffEngine` and of `AsyncDiffEngine` that is used here. Both fit. */
export interface SyncEngine {
  indexPayload(bytes: Uint8Array, options?: CallOptions): DiffIndex | Promise<DiffIndex>;
  createPayloadIndexer(): SyncPayloadIndexer;
  createFileParser(index: DiffIndex, file: number, options?: FileParserOptions): AnyFileParser;
}

/** The part of `PayloadIndexer` and of `AsyncPayloadIndexer` that is used here. */
export interface SyncPayloadIndexer {
  push(chunk: Uint8Array, options?: CallOptions): void | Promise<void>;
  snapshot(options?: CallOptions): DiffIndex | Promise<DiffIndex>;
  finish(options?: CallOptions): DiffIndex | Promise<DiffIndex>;
}

/** An engine, or what gives one when it is first needed: `() => createWorkerEngine()`. Called once; after a failure again. */
export type EngineSource = SyncEngine | (() => SyncEngine | Promise<SyncEngine>);

/** The engine of a source, made when it is first asked for. */
export function engineOf(source: EngineSource): () => Promise<SyncEngine> {
  let engine: Promise<SyncEngine> | undefined;
  return () => {
    if (typeof source !== 'function') return Promise.resolve(source);
    engine ??= Promise.resolve()
      .then(source)
      .catch((error: unknown) => {
        engine = undefined;
        throw error;
      });
    return engine;
  };
}

/** Absent rather than undefined, as the engine wants it. */
export function callOptions(signal: AbortSignal | undefined): CallOptions {
  return signal ? { signal } : {};
}
