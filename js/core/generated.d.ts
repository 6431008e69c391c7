// What the C++ build makes; package.json's "imports" say where it lies.
declare module '#core-glue' {
  export interface CoreModule {
    readonly HEAPU8: Uint8Array;
    inputReserve(bytes: number): number;
    countFiles(): number;
    editDistance(oldLength: number, newLength: number): number;
    trap(): void;
  }
  type Receive = (instance: WebAssembly.Instance) => void;
  /** Synchronous: see wasm/emscripten_flags.cmake. */
  export default function createCore(options: {
    instantiateWasm(imports: WebAssembly.Imports, receive: Receive): WebAssembly.Exports;
  }): CoreModule;
}

declare module '#core-wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
