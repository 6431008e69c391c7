// Placeholder until the real engine: loads the core and survives a trap.
import createCore, { type CoreModule } from '#core-glue';

export interface PlaceholderEngine {
  /** Elements of the document's "files" array, -1 if there is none. */
  countFiles(json: string): number;
  /** Whether the core can hold that many bytes; false, not an exception, when memory is refused. */
  canHold(bytes: number): boolean;
  /** Provokes a trap; the next call works again. */
  trap(): void;
  readonly heapBytes: number;
}

/** Runs the core in `module`; instances are made synchronously, also after a trap. */
export function engineFrom(module: WebAssembly.Module): PlaceholderEngine {
  const instantiate = (): CoreModule =>
    createCore({
      instantiateWasm(imports, receive) {
        const instance = new WebAssembly.Instance(module, imports);
        receive(instance);
        return instance.exports;
      },
    });
  let core = instantiate();
  const guarded = <T>(call: () => T): T => {
    try {
      return call();
    } catch (error) {
      core = instantiate();
      throw error;
    }
  };
  return {
    countFiles: (json) =>
      guarded(() => {
        const bytes = new TextEncoder().encode(json);
        const address = core.inputReserve(bytes.length);
        core.HEAPU8.set(bytes, address);
        return core.countFiles();
      }),
    canHold: (bytes) => guarded(() => core.inputReserve(bytes) !== 0),
    trap: () => guarded(() => core.trap()),
    get heapBytes() {
      return core.HEAPU8.length;
    },
  };
}

/** Compiles core.wasm, which lies beside this file. */
export async function compileCore(): Promise<WebAssembly.Module> {
  const url = new URL('./core.wasm', import.meta.url);
  if (url.protocol !== 'file:') return WebAssembly.compileStreaming(fetch(url));
  const { readFile } = await import(/* @vite-ignore */ /* webpackIgnore: true */ 'node:fs/promises');
  return WebAssembly.compile(await readFile(url));
}

export async function loadEngine(): Promise<PlaceholderEngine> {
  return engineFrom(await compileCore());
}
