// The address as React state. Opening something is a step that Back undoes; a change of view is not.

import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { formatAddress, type PageAddress, parseAddress } from './page-address.ts';

export type ChangeAddress = (change: Partial<PageAddress>) => void;

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('hashchange', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('hashchange', listener);
  };
}

const steps: ReadonlySet<string> = new Set(['set', 'tab', 'scope', 'file']);

export function usePageAddress(): readonly [PageAddress, ChangeAddress] {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const address = useMemo(() => parseAddress(hash), [hash]);
  const change = useCallback<ChangeAddress>((wanted) => {
    // Of the address as it is now: two changes may come in one event.
    const next = formatAddress({ ...parseAddress(location.hash), ...wanted });
    if (next === location.hash) return;
    const isStep = Object.keys(wanted).some((name) => steps.has(name));
    history[isStep ? 'pushState' : 'replaceState'](null, '', next);
    for (const listener of listeners) listener();
  }, []);
  return [address, change];
}
