// Cuts a row's text where its look changes: at the ends of intraline spans and around characters that nobody sees.

import type { IntralineSpan } from 'hunkwise';
import { isHidden } from './hidden-characters.ts';

export interface Segment {
  readonly text: string;
  /** Inside a span. */
  readonly isMarked: boolean;
  /** A single character that must be named to be seen. */
  readonly isHidden: boolean;
}

/** `spans` ascending and apart. Looks for hidden characters only if told that there are some. */
export function segmentsOf(
  text: string,
  spans: readonly IntralineSpan[],
  hasHiddenCharacters: boolean,
): Segment[] {
  const segments: Segment[] = [];
  const push = (start: number, end: number, isMarked: boolean) => {
    if (hasHiddenCharacters) pushAroundHidden(segments, text, start, end, isMarked);
    else if (end > start) segments.push({ text: text.slice(start, end), isMarked, isHidden: false });
  };
  let at = 0;
  for (const span of spans) {
    const start = Math.min(span.start, text.length);
    const end = Math.min(span.end, text.length);
    push(at, start, false);
    push(start, end, true);
    at = end;
  }
  push(at, text.length, false);
  return segments;
}

function pushAroundHidden(
  segments: Segment[],
  text: string,
  start: number,
  end: number,
  isMarked: boolean,
): void {
  let visibleFrom = start;
  const flush = (to: number) => {
    if (to > visibleFrom) segments.push({ text: text.slice(visibleFrom, to), isMarked, isHidden: false });
  };
  for (let at = start; at < end; ) {
    const codePoint = text.codePointAt(at) ?? 0;
    const next = at + (codePoint > 0xffff ? 2 : 1);
    if (isHidden(codePoint)) {
      flush(at);
      segments.push({ text: text.slice(at, next), isMarked, isHidden: true });
      visibleFrom = next;
    }
    at = next;
  }
  flush(end);
}
