import { useSyncExternalStore } from 'react';

const wide = matchMedia('(min-width: 1200px)');

function subscribe(listener: () => void): () => void {
  wide.addEventListener('change', listener);
  return () => wide.removeEventListener('change', listener);
}

/** Whether there is room for the costs beside list and rows. */
export const useIsWide = (): boolean => useSyncExternalStore(subscribe, () => wide.matches);
