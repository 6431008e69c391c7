// A viewer may stand in a shadow tree. Seen from the document everything in there is its host: focus, selection and targets.

/** The document, or the shadow tree that a node stands in. */
function rootOf(node: Node): Document | ShadowRoot {
  const tree = node.getRootNode();
  return tree instanceof ShadowRoot ? tree : (node.ownerDocument ?? document);
}

/** What has the focus there; undefined: nothing in there, or there is no such element. */
export const focusedIn = (node: Node | null): Element | undefined =>
  (node && rootOf(node).activeElement) ?? undefined;

/** Chromium has a selection of its own for every shadow tree. */
export function selectionIn(node: Node): Selection | null {
  const tree: Document | (ShadowRoot & Partial<Pick<Document, 'getSelection'>>) = rootOf(node);
  return tree.getSelection ? tree.getSelection() : document.getSelection();
}

/** What is selected, if it begins inside of `holder`. */
export function selectedRangeIn(holder: Node): Range | undefined {
  // A range that a program has set is told as it was set by the document alone; one of a person by the shadow tree.
  for (const selection of [document.getSelection(), selectionIn(holder)]) {
    const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined;
    if (range && holder.contains(range.startContainer)) return range;
  }
  return undefined;
}
