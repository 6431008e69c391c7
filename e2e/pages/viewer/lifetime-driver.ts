// What a test does with the page that opens and closes viewers, and what it finds there afterwards.

import type { CDPSession, Page } from '@playwright/test';
import type { OpenOptions } from './lifetime-page.tsx';

export interface LifetimePage {
  readonly lifetime: {
    open(options: OpenOptions): Promise<void>;
    cycle(options: OpenOptions): Promise<void>;
    unmount(): void;
    close(): void;
    answerAll(): Promise<{ readonly calls: number; readonly aborted: number }>;
    paintedTimes(): number;
  };
}

export interface Remains {
  readonly nodes: number;
  readonly listeners: number;
  /** Bytes. */
  readonly heap: number;
  readonly workers: number;
  /** Of WebAssembly, in this thread. */
  readonly memories: number;
}

export class Lifetimes {
  readonly page: Page;
  #devTools: CDPSession | undefined;

  constructor(page: Page) {
    this.page = page;
  }

  do<Name extends keyof LifetimePage['lifetime']>(
    name: Name,
    options?: OpenOptions,
  ): Promise<Awaited<ReturnType<LifetimePage['lifetime'][Name]>>> {
    return this.page.evaluate(
      ([method, given]) => {
        const { lifetime } = globalThis as unknown as {
          lifetime: Record<string, (options?: unknown) => never>;
        };
        return lifetime[method as string]?.(given) as never;
      },
      [name, options] as const,
    );
  }

  /** What is still there once everything that nobody holds is gone. Only in Chromium. */
  async measure(): Promise<Remains> {
    this.#devTools ??= await devToolsOf(this.page);
    const devTools = this.#devTools;
    for (let i = 0; i < 2; ++i) await devTools.send('HeapProfiler.collectGarbage');
    const { metrics } = await devTools.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    return {
      nodes: of('Nodes'),
      listeners: of('JSEventListeners'),
      heap: of('JSHeapUsedSize'),
      workers: this.page.workers().length,
      memories: await instances(devTools, 'WebAssembly.Memory'),
    };
  }
}

async function devToolsOf(page: Page): Promise<CDPSession> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Performance.enable');
  await devTools.send('HeapProfiler.enable');
  return devTools;
}

/** Objects of a class that live. */
async function instances(devTools: CDPSession, name: string): Promise<number> {
  const group = { objectGroup: 'counted' };
  const { result } = await devTools.send('Runtime.evaluate', {
    expression: `${name}.prototype`,
    ...group,
  });
  const { objects } = await devTools.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId ?? '',
    ...group,
  });
  const { result: length } = await devTools.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  await devTools.send('Runtime.releaseObjectGroup', group);
  return length.value;
}
