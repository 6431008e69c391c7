// Events for a log, beside the marks that the browser keeps.

/** A file's text was loaded when it was opened. */
export interface LazyLoadedEvent {
  readonly name: 'perf:diff lazy-loaded';
  readonly path: string;
  readonly rows: number;
  /** From opening to its rows, in milliseconds. */
  readonly ms: number;
  /** The event as one line: `perf:diff lazy-loaded path=… rows=… ms=…`. */
  readonly line: string;
}

/** Where events go, for instance `({ line }) => console.debug(line)`. What it throws is not caught. */
export type PerfLogger = (event: LazyLoadedEvent) => void;

export function lazyLoadedEvent(path: string, rows: number, ms: number): LazyLoadedEvent {
  const name = 'perf:diff lazy-loaded';
  return { name, path, rows, ms, line: `${name} path=${path} rows=${rows} ms=${ms.toFixed(1)}` };
}
