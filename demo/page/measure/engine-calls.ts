// Counts what is asked of the engine: each call is one crossing into WebAssembly or into the Worker, or a few.

import { Log } from './log.ts';

export interface EngineCall {
  readonly method: string;
  /** Milliseconds since the page began. */
  readonly start: number;
}

/** Calls that start and carry work; reading `heapBytes` and disposing do not. */
const counted: ReadonlySet<PropertyKey> = new Set([
  'indexPayload',
  'indexPatch',
  'parseFile',
  'parseDiff',
  'diffTexts',
  'intraline',
  'push',
  'snapshot',
  'finish',
]);

export class EngineCalls {
  readonly log = new Log<EngineCall>();

  /** The same engine, either kind, with its calls counted. */
  watched<Engine extends object>(engine: Engine): Engine {
    return new Proxy(engine, {
      // Of the engine itself: private fields do not exist on a proxy.
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return (...parameters: unknown[]) => {
          if (counted.has(name)) this.log.add({ method: String(name), start: performance.now() });
          const result: unknown = Reflect.apply(value, target, parameters);
          return name === 'createPayloadIndexer' && typeof result === 'object' && result !== null
            ? this.watched(result)
            : result;
        };
      },
    });
  }
}
