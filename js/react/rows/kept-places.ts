// Rows come, go and are made anew under a selection and under the focus. Here both are put back to where they were in the
// text.

import { focusedIn, selectedRangeIn, selectionIn } from '../context/shadow-tree.ts';
import { endAt, placeOf, selectAll } from './row-selection.ts';

/**
 * @param redraw Changes what rows there are in `body`.
 * @param onFocusLost What had the focus is not there any more.
 */
export function keepPlaces(body: HTMLElement, redraw: () => void, onFocusLost: () => void): void {
  const putSelectionBack = selectionKeeper(body);
  const focused = focusedIn(body);
  redraw();
  putSelectionBack?.();
  if (!(focused instanceof HTMLElement) || focused.isConnected) return;
  const { more } = focused.dataset;
  const same = more === undefined ? null : body.querySelector<HTMLElement>(`[data-more="${more}"]`);
  if (same) same.focus({ preventScroll: true });
  else onFocusLost();
}

/** What puts the selection back; undefined: it has no end in a row. */
function selectionKeeper(body: HTMLElement): (() => void) | undefined {
  const selection = selectionIn(body);
  const range = selectedRangeIn(body);
  // All rows, also those that are drawn later.
  if (range?.startContainer === body && range.endContainer === body && !range.collapsed)
    return () => selectAll(body);
  const { anchorNode, focusNode } = selection ?? {};
  if (!selection || !anchorNode || !focusNode) return undefined;
  if (!body.contains(anchorNode) && !body.contains(focusNode)) return undefined;
  const anchorNow = placeKeeper(body, anchorNode, selection.anchorOffset);
  const focusNow = placeKeeper(body, focusNode, selection.focusOffset);
  return () => {
    if (!anchorNode.isConnected || !focusNode.isConnected)
      selection.setBaseAndExtent(...anchorNow(), ...focusNow());
  };
}

function placeKeeper(body: HTMLElement, node: Node, offset: number): () => readonly [Node, number] {
  const end = body.contains(node) ? endAt(node, offset) : undefined;
  return () => (!node.isConnected && end && placeOf(end, body)) || [node, offset];
}
