// Placeholder until the real worker client.
import { compileCore } from './core/engine.ts';

interface TrustedTypePolicy {
  createScriptURL(url: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): TrustedTypePolicy;
}

let policy: TrustedTypePolicy | undefined;

// Named like the global one, so that the expression below is the one that bundlers look for; adds what pages under
// `require-trusted-types-for 'script'` demand. Lazily, because a server has no Worker to extend.
function Worker(url: URL, options: WorkerOptions): globalThis.Worker {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('hunkwise', { createScriptURL: (trusted) => trusted });
  return new globalThis.Worker(policy ? policy.createScriptURL(url.href) : url, options);
}

/** Asks a Worker for the number of files in `json`. The Worker gets the compiled core: it need not know its address. */
export async function countFilesInWorker(json: string): Promise<number> {
  const module = await compileCore();
  // @ts-expect-error: a function that returns an object may be called with `new`
  const worker: globalThis.Worker = new Worker(new URL('./diff-worker.js', import.meta.url), {
    type: 'module',
  });
  return new Promise<number>((resolve, reject) => {
    worker.onmessage = (event) => resolve(event.data as number);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage({ module, json });
  }).finally(() => worker.terminate());
}
