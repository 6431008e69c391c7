// Where diffs are kept between requests: in this process, and, if an address was given, in a Redis that several processes
// share. A store that fails is a miss, and is left alone for a while.

import Keyv from 'keyv';
import { BoundedMap } from '../cache/bounded-map.ts';
import type { ContentDiff } from './content-diff.ts';
import type { DiffStore } from './diff-store.ts';

const sizeOf = ({ body }: ContentDiff): number => 2 * (body?.length ?? 0) + 200;

export function memoryStore(maxBytes: number): DiffStore {
  // Keyv calls the map; values stay what they are, nothing is written as text.
  const map = new BoundedMap<{ value: ContentDiff }>(maxBytes, ({ value }) => sizeOf(value));
  const keyv = new Keyv<ContentDiff>({ store: map, useKeyPrefix: false });
  keyv.serialize = undefined;
  keyv.deserialize = undefined;
  return {
    get: (key) => keyv.get(key),
    set: async (key, value) => {
      await keyv.set(key, value);
    },
    get bytes() {
      return map.bytes;
    },
    close: async () => map.clear(),
  };
}

export interface RemoteStoreOptions {
  /** Milliseconds after which an answer of the store is not waited for any more. */
  readonly timeoutMs: number;
  /** Milliseconds without a question after a failure. */
  readonly coolDownMs: number;
  /** Seconds for which a value is kept there. */
  readonly ttlSeconds: number;
  /** Larger values stay in this process. */
  readonly maxValueBytes: number;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

/** `near` is asked first and gets what `far` has. */
export function layeredStore(near: DiffStore, far: Promise<Keyv>, options: RemoteStoreOptions): DiffStore {
  const { timeoutMs, coolDownMs, ttlSeconds, maxValueBytes, now, onFailure } = options;
  let failedAt = Number.NEGATIVE_INFINITY;
  const failed = (error: unknown) => {
    failedAt = now();
    onFailure(error);
  };
  far.then((store) => store.on('error', failed), failed);
  async function ask<Value>(question: (store: Keyv) => Promise<Value>): Promise<Value | undefined> {
    if (now() - failedAt < coolDownMs) return undefined;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('the store does not answer')), timeoutMs);
    });
    try {
      return await Promise.race([far.then(question), late]);
    } catch (error) {
      failed(error);
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
  return {
    async get(key) {
      const here = await near.get(key);
      if (here) return here;
      const there = asContentDiff(await ask((store) => store.get(key)));
      if (there) await near.set(key, there);
      return there;
    },
    async set(key, value) {
      await near.set(key, value);
      // Nobody waits for it.
      if (sizeOf(value) <= maxValueBytes) void ask((store) => store.set(key, value, ttlSeconds * 1000));
    },
    get bytes() {
      return near.bytes;
    },
    async close() {
      await near.close();
      await ask((store) => store.disconnect());
    },
  };
}

/** Others may write there, too: only what has our shape is believed. */
function asContentDiff(value: unknown): ContentDiff | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { body, additions, deletions, bodyBytes, isBinary } = value as Record<string, unknown>;
  const isOurs =
    (body === null || typeof body === 'string') &&
    [additions, deletions, bodyBytes].every((count) => Number.isSafeInteger(count)) &&
    typeof isBinary === 'boolean';
  return isOurs ? (value as ContentDiff) : undefined;
}

/** @param url `redis://HOST[:PORT][/DATABASE]` or `rediss://…` */
export async function redisStore(url: string): Promise<Keyv> {
  const { default: KeyvRedis } = await import('@keyv/redis');
  const redis = new KeyvRedis(
    {
      url,
      socket: {
        connectTimeout: 1000,
        reconnectStrategy: (tries: number) => Math.min(100 * 2 ** tries, 5000),
      },
    },
    { throwOnErrors: true, throwOnConnectError: false, connectionTimeout: 1000 },
  );
  return new Keyv({ store: redis, namespace: 'hunkwise:1', useKeyPrefix: false, throwOnErrors: true });
}
