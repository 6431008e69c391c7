import { useSyncExternalStore } from 'react';

const nothingToHear = () => () => {};

/** Whether a server renders, or a browser takes over a server's markup for the first time: neither runs an effect. */
export const useIsServerMarkup = (): boolean =>
  useSyncExternalStore(
    nothingToHear,
    () => false,
    () => true,
  );
