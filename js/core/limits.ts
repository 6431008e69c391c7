// Every ceiling, budget and default of the JavaScript side, with unit and reason. Those of the core: src/diff_limits.h.

/** Bytes of one input. Above it a browser tab is in danger whatever we do; the core itself ends at 4 GiB. */
export const DEFAULT_MAX_SOURCE_BYTES = 2 ** 30;

/** Bytes. Positions in a source are 32-bit numbers, of which the last few are taken. */
export const LARGEST_MAX_SOURCE_BYTES = 0xffff_fff0;

/**
 * Bytes of a window. Small enough to stay in the second-level cache between the copy and the scan, large enough that a
 * call and its state are nothing beside it.
 */
export const WINDOW_BYTES = 256 * 1024;

/** Bytes of a window for a Worker: four times fewer round trips, of which each costs about 0.1 ms. */
export const WORKER_WINDOW_BYTES = 1024 * 1024;

/** Bytes. A pushed chunk below it is copied into a block, so that a source never consists of a million tiny arrays. */
export const SMALL_CHUNK_BYTES = 4 * 1024;

/** Bytes of such a block. */
export const CHUNK_BLOCK_BYTES = 64 * 1024;

/**
 * Bytes of WebAssembly memory above which the instance is replaced after a call: memory never shrinks, and one large
 * diffTexts() would hold it for ever. Windowed calls stay far below.
 */
export const HEAP_HIGH_WATER_BYTES = 32 * 1024 * 1024;

/** Rows (all kinds) above which a file starts collapsed. */
export const DEFAULT_GUARD_ROWS = 1000;

/** UTF-8 bytes of diff text, less doubled newlines, above which a file starts collapsed. */
export const DEFAULT_GUARD_DIFF_BYTES = 50 * 1024;

/** Context rows around a change in diffTexts(), as git and GNU diff have it. */
export const DEFAULT_CONTEXT = 3;
