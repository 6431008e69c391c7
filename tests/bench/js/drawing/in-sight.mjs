// What a reader sees of a contestant's rows, whoever drew them. Runs in the page.

/** The innermost element at a point, through open shadow roots. */
function elementAt(x, y) {
  let element = document.elementFromPoint(x, y);
  while (element?.shadowRoot) {
    const inner = element.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === element) break;
    element = inner;
  }
  return element;
}

// Editors draw blanks as no-break spaces, and some wrap what changed in elements of their own.
const plain = (text) => text.replaceAll('\u00a0', ' ').replace(/[\u200b-\u200d]/g, '');

/** Text of the row at a height of the viewport: of either side, as one may have nothing there. */
export function rowTextAt(shown, y) {
  for (const share of [0.75, 0.3]) {
    const text = elementAt(innerWidth * share, y)?.closest(shown.rows)?.textContent;
    if (text?.trim()) return plain(text);
  }
  return '';
}

const STEP = 8;

/** Text of the topmost row with a number; '' if there is none. */
export function firstRowText(shown) {
  for (let y = 2; y < innerHeight; y += STEP) {
    const text = rowTextAt(shown, y);
    if (/\/\/(old |new )?\d/.test(text)) return text;
  }
  return '';
}

/** Whether nothing is drawn in the middle: neither a row nor, between two files, one just above or below. */
export const isBlank = (shown) =>
  ![0, -40, 40].some((offset) => rowTextAt(shown, innerHeight / 2 + offset) !== '');

export function hasChanged(shown, container) {
  return (shown.roots?.() ?? [container]).some((root) => root?.querySelector(shown.changed));
}
