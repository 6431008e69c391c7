// The list of a large answer while it arrives. Rows wait for all of it.

import { useMemo } from 'react';
import type { DiffIndex } from '../../core/api.ts';
import type { DiffSource } from '../source/diff-source.ts';

/** @param key That of the comparison, so that what somebody chose in the list stays chosen. */
export function useArrivingSource(index: DiffIndex | undefined, key: string): DiffSource | undefined {
  return useMemo(() => index && arrivingSource(index, key), [index, key]);
}

function arrivingSource(index: DiffIndex, key: string): DiffSource {
  return {
    index,
    key,
    openFile: (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      }),
  };
}
