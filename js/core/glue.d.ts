// What the build provides (package.json: imports).

declare module '#core-glue' {
  import type { CoreModule } from './bridge.ts';

  /** With an `instantiateWasm` that instantiates at once the factory returns at once, too. */
  const createCore: (options: {
    instantiateWasm(
      imports: WebAssembly.Imports,
      receive: (instance: WebAssembly.Instance) => void,
    ): WebAssembly.Exports;
  }) => CoreModule;
  export default createCore;
}

declare module '#core-wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
