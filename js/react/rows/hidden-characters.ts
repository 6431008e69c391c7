// Which characters nobody sees: the list of src/hidden_chars.cpp, for rows that the core has flagged; and control characters,
// of which browsers draw some as nothing (a carriage return, a form feed) and others as a box.

const ranges: readonly (readonly [first: number, last: number])[] = [
  [0x00ad, 0x00ad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
];

export const isHidden = (codePoint: number): boolean =>
  codePoint >= 0xad && ranges.some(([first, last]) => codePoint >= first && codePoint <= last);

/** A tab is seen by its width, and a line end by its line. */
export const isControl = (codePoint: number): boolean =>
  (codePoint < 0x20 && codePoint !== 0x09 && codePoint !== 0x0a) || (codePoint >= 0x7f && codePoint < 0xa0);

/** Control characters of one line. What has more of them is no text, and its boxes will do. */
const MOST_CONTROLS = 100;

/** Whether a line has control characters that are to be named. */
export function hasControls(text: string): boolean {
  const controls = text.match(/[^\P{Cc}\t\n]/gu);
  return controls !== null && controls.length <= MOST_CONTROLS;
}

/** "U+202E" */
export const codePointName = (codePoint: number): string =>
  `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
