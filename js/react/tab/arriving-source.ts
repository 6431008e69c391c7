// The list of a large answer while it arrives. Rows wait for all of it.

import type { DiffIndex } from '../../core/api.ts';
import type { DiffSource } from '../source/diff-source.ts';

/** @param key That of the comparison, so that what somebody chose in the list stays chosen. */
export function arrivingSource(index: DiffIndex, key: string): DiffSource {
  return {
    index,
    key,
    openFile: (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      }),
  };
}
