// A native dialog for as long as a component is there. The focus goes in, stays in, and returns where it came from.

import { type RefObject, useEffect } from 'react';
import { focusedIn } from '../context/shadow-tree.ts';

/** @param first What has the focus at first: of several buttons the one that does no harm. */
export function useModal(
  dialog: RefObject<HTMLDialogElement | null>,
  first: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const shown = dialog.current;
    if (!shown) return;
    const before = focusedIn(shown);
    if (typeof shown.showModal === 'function') shown.showModal();
    else shown.setAttribute('open', '');
    first.current?.focus();
    return () => {
      if (typeof shown.close === 'function') shown.close();
      shown.removeAttribute('open');
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [dialog, first]);
}
