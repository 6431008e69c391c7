// Placeholder until the real engine: loads the core and survives a trap.
import createCore, { type CoreModule } from '#core-glue';

export interface PlaceholderEngine {
  /** Elements of the document's "files" array, -1 if there is none. */
  countFiles(json: string): number;
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
    trap: () => guarded(() => core.trap()),
    get heapBytes() {
      return core.HEAPU8.length;
    },
  };
}

async function readCore(url: URL): Promise<BufferSource | Response> {
  if (url.protocol !== 'file:') return fetch(url);
  const { readFile } = await import(/* @vite-ignore */ /* webpackIgnore: true */ 'node:fs/promises');
  return readFile(url);
}

/** Compiles core.wasm, which lies beside this file, and starts it. */
export async function loadEngine(): Promise<PlaceholderEngine> {
  const source = await readCore(new URL('./core.wasm', import.meta.url));
  return engineFrom(
    source instanceof Response
      ? await WebAssembly.compileStreaming(source)
      : await WebAssembly.compile(source),
  );
}
