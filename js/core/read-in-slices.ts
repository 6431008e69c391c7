// Reads a large file in slices: its first rows at once, the rest in short tasks, so that a page stays alive meanwhile.

import type { DiffTable, FileParser } from './api.ts';

/** A parser of either engine. */
export interface AnyFileParser extends Omit<FileParser, 'read'> {
  read(bytes: number, options?: { readonly signal?: AbortSignal }): void | Promise<void>;
}

/** Options of {@link readInSlices}. */
export interface SliceOptions {
  readonly signal?: AbortSignal | undefined;
  /** The first rows, if there are more to come. Called before anything is waited for, with an engine of this thread. */
  readonly onFirstRows?: ((table: DiffTable) => void) | undefined;
}

/** Bytes that are read before anything is shown: far more than a screen, in one call of a Worker, and whole files of usual sizes. */
const FIRST_BYTES = 2 ** 20;

/** Bytes of a later slice: some ten milliseconds on a slow machine. */
const SLICE_BYTES = 8 * 2 ** 20;

/**
 * All rows of a file. At once, if it is small and the engine that of this thread.
 *
 * @throws {DiffError} as {@link FileParser.read}, and the reason of the signal
 */
export function readInSlices(
  parser: AnyFileParser,
  options: SliceOptions = {},
): DiffTable | Promise<DiffTable> {
  const { signal, onFirstRows } = options;
  const callOptions = signal ? { signal } : {};
  const readRest = async (): Promise<DiffTable> => {
    const first = parser.table();
    if (first.rowCount > 0) onFirstRows?.(first); // a line may be longer than what was read
    for (let isFirst = true; !parser.isComplete; isFirst = false) {
      await (isFirst && onFirstRows ? nextPaint() : nextTask());
      signal?.throwIfAborted();
      await parser.read(SLICE_BYTES, callOptions);
    }
    return parser.table();
  };
  const goOn = () => (parser.isComplete ? parser.table() : readRest());
  const first = parser.read(FIRST_BYTES, callOptions);
  return first ? first.then(goOn) : goOn();
}

/** Milliseconds. Nothing is painted in a page that is hidden. */
const LONGEST_FRAME = 100;

/** After the frame that shows the first rows: they would wait for the others otherwise. */
function nextPaint(): Promise<void> {
  if (typeof requestAnimationFrame !== 'function') return nextTask();
  return new Promise((resolve) => {
    setTimeout(resolve, LONGEST_FRAME);
    requestAnimationFrame(() => setTimeout(resolve, 0));
  });
}

/** Whatever waits comes first: input, a frame. */
const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
