// The options of an engine with their defaults filled in.

import type { EngineOptions } from './api.ts';
import {
  DEFAULT_GUARD_DIFF_BYTES,
  DEFAULT_GUARD_ROWS,
  DEFAULT_MAX_SOURCE_BYTES,
  LARGEST_MAX_SOURCE_BYTES,
} from './limits.ts';

export interface EngineSettings {
  readonly maxSourceBytes: number;
  readonly guardRows: number;
  readonly guardDiffBytes: number;
  readonly windowBytes: number;
}

export function settingsOf(options: EngineOptions, windowBytes: number): EngineSettings {
  const maxSourceBytes = options.maxSourceBytes ?? DEFAULT_MAX_SOURCE_BYTES;
  return {
    maxSourceBytes: Math.min(maxSourceBytes, LARGEST_MAX_SOURCE_BYTES),
    guardRows: options.guardRows ?? DEFAULT_GUARD_ROWS,
    guardDiffBytes: options.guardDiffBytes ?? DEFAULT_GUARD_DIFF_BYTES,
    windowBytes,
  };
}
