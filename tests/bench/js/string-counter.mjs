// A careful counting of a diff's added and deleted lines over a JavaScript string, as a good client would do it: driven
// by the hunk headers' counts, for single and for doubled newlines. No regular expression, no split.

const NEWLINE = 10;
const SPACE = 32;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const BACKSLASH = 92;

const nextLine = (text, at) => {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline + 1;
};

/** { additions, deletions } under one reading of empty lines, or undefined when the counts do not add up. */
function countReading(text, blankIsContext) {
  let additions = 0;
  let deletions = 0;
  let at = text.startsWith('@@ -') ? 0 : text.indexOf('\n@@ -') + 1;
  if (at === 0 && !text.startsWith('@@ -')) return undefined;
  while (at < text.length) {
    const first = text.charCodeAt(at);
    if (first === NEWLINE || first === BACKSLASH) {
      at = nextLine(text, at);
      continue;
    }
    if (!text.startsWith('@@ -', at)) return undefined;
    // The four numbers of the header; a count that is left out is 1.
    let position = at + 4;
    let oldLeft = 1;
    let newLeft = 1;
    const number = () => {
      let value = 0;
      for (let digit = text.charCodeAt(position) - 48; digit >= 0 && digit <= 9; ) {
        value = value * 10 + digit;
        digit = text.charCodeAt(++position) - 48;
      }
      return value;
    };
    number();
    if (text.charCodeAt(position) === COMMA) {
      position++;
      oldLeft = number();
    }
    position += 2;
    number();
    if (text.charCodeAt(position) === COMMA) {
      position++;
      newLeft = number();
    }
    at = nextLine(text, position);
    while (oldLeft > 0 || newLeft > 0) {
      if (at >= text.length) return undefined;
      switch (text.charCodeAt(at)) {
        case PLUS:
          additions++;
          newLeft--;
          break;
        case MINUS:
          deletions++;
          oldLeft--;
          break;
        case SPACE:
          oldLeft--;
          newLeft--;
          break;
        case NEWLINE:
          if (blankIsContext) {
            oldLeft--;
            newLeft--;
          }
          break;
        case BACKSLASH:
          break;
        default:
          return undefined;
      }
      at = nextLine(text, at);
    }
    if (oldLeft < 0 || newLeft < 0) return undefined;
  }
  return { additions, deletions };
}

/** Counts of one file's diff. Empty lines are artefacts of doubling unless only the other reading adds up. */
export const countChanges = (text) =>
  countReading(text, false) ?? countReading(text, true) ?? { additions: 0, deletions: 0 };
