// Cuts a row's text where its look changes: at the ends of marks and around characters that nobody sees.

import type { IntralineSpan } from '../../core/api.ts';
import { isControl, isHidden } from './hidden-characters.ts';

export interface Segment {
  readonly text: string;
  /** Inside an intraline span. */
  readonly isMarked: boolean;
  /** Inside a match of the search. */
  readonly isFound: boolean;
  /** A single character that must be named to be seen. */
  readonly isHidden: boolean;
}

export interface TextMarks {
  /** Ascending and apart. */
  readonly spans: readonly IntralineSpan[];
  readonly found: IntralineSpan | undefined;
  /** Looks for hidden characters only if told that there are some. */
  readonly hasHidden: boolean;
  /** The same of control characters. */
  readonly hasControls: boolean;
}

export function segmentsOf(text: string, marks: TextMarks): Segment[] {
  const { spans, found, hasHidden, hasControls } = marks;
  if (spans.length === 0 && !found && !hasHidden && !hasControls)
    return text === '' ? [] : [{ text, isMarked: false, isFound: false, isHidden: false }];
  const cuts = new Set([0, text.length]);
  for (const { start, end } of found ? [...spans, found] : spans) cuts.add(start).add(end);
  if (hasControls && text.endsWith('\r')) cuts.add(text.length - 1);
  const edges = [...cuts].filter((cut) => cut <= text.length).sort((a, b) => a - b);
  const segments: Segment[] = [];
  const isNamed = (codePoint: number) =>
    (hasHidden && isHidden(codePoint)) || (hasControls && isControl(codePoint));
  let span = 0;
  for (let i = 1; i < edges.length; ++i) {
    const start = edges[i - 1] ?? 0;
    const end = edges[i] ?? 0;
    while ((spans[span]?.end ?? Infinity) <= start) ++span;
    const look = {
      isMarked: (spans[span]?.start ?? Infinity) <= start,
      isFound: found !== undefined && found.start <= start && end <= found.end,
    };
    const part = text.slice(start, end);
    // Half of a line end, which needs no name unless just that has changed.
    const isLineEnd = part === '\r' && end === text.length && !look.isMarked;
    if ((hasHidden || hasControls) && !isLineEnd) pushAround(isNamed, segments, part, look);
    else segments.push({ text: part, isHidden: false, ...look });
  }
  return segments;
}

function pushAround(
  isNamed: (codePoint: number) => boolean,
  segments: Segment[],
  text: string,
  look: { readonly isMarked: boolean; readonly isFound: boolean },
): void {
  let visible = '';
  const flush = () => {
    if (visible) segments.push({ text: visible, isHidden: false, ...look });
    visible = '';
  };
  for (const character of text) {
    if (!isNamed(character.codePointAt(0) ?? 0)) {
      visible += character;
      continue;
    }
    flush();
    segments.push({ text: character, isHidden: true, ...look });
  }
  flush();
}
