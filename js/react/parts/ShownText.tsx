// A name or sentence that others wrote: characters that nobody sees are named, as in rows, or a name could pretend to be
// another one ("invoice[U+202E]gpj.exe").

import { memo } from 'react';
import { useViewer } from '../context/ViewerContext.tsx';
import { codePointName, isControl, isHidden } from '../rows/hidden-characters.ts';

/** Characters that are named one by one; a text of nothing else would stop the page. */
const MOST_NAMED = 100;

// Without `memo` every line of the list would be taken apart again with every key that is pressed.
export const ShownText = memo(function ShownText({ text }: { readonly text: string }) {
  const { texts } = useViewer();
  const parts = partsOf(text);
  if (parts.length === 1) return text;
  return parts.map((part, i) => {
    // Every other part is a hidden character, or what is left out of sight.
    if (i % 2 === 0) return part;
    const isRest = i > 2 * MOST_NAMED;
    const name = isRest ? '…' : codePointName(part.codePointAt(0) ?? 0);
    const title = isRest ? texts.hiddenCharacters : texts.hiddenCharacter(name);
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name
      <span key={i} className="hw-hidden-character" data-name={name} title={title}>
        {part}
      </span>
    );
  });
});

/** Visible text and hidden characters in turn; begins with visible text, which may be empty. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; ) {
    const codePoint = text.codePointAt(at) ?? 0;
    const end = at + (codePoint > 0xffff ? 2 : 1);
    if (isNamed(codePoint)) {
      const isRest = parts.length >= 2 * MOST_NAMED;
      parts.push(text.slice(start, at), isRest ? text.slice(at) : text.slice(at, end));
      if (isRest) return parts;
      start = end;
    }
    at = end;
  }
  parts.push(text.slice(start));
  return parts;
}

/** Joiners and variation selectors belong to the spelling of emoji and of many scripts. */
const isNamed = (codePoint: number): boolean =>
  isControl(codePoint) ||
  (isHidden(codePoint) &&
    codePoint !== 0x200c &&
    codePoint !== 0x200d &&
    !(codePoint >= 0xfe00 && codePoint <= 0xfe0f));
