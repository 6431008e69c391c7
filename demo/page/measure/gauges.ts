// What the page holds at this moment.

export interface Gauges {
  /** Bytes; undefined where the browser does not tell. */
  readonly jsHeapBytes: number | undefined;
  readonly wasmHeapBytes: number;
  readonly elements: number;
}

interface HeapReport {
  readonly memory?: { readonly usedJSHeapSize: number };
}

export function readGauges(engine: { readonly heapBytes: number } | undefined): Gauges {
  return {
    jsHeapBytes: (performance as HeapReport).memory?.usedJSHeapSize,
    wasmHeapBytes: engine?.heapBytes ?? 0,
    elements: document.getElementsByTagName('*').length,
  };
}
