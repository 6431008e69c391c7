// Before a time counts: whether the result is a diff of the two texts, and how good it is.

/** Additions and deletions; throws unless replacing the ranges makes the new text of the old one. */
export function checkRanges(ranges, texts) {
  const [old, now] = texts.map((text) => text.split('\n'));
  const made = [];
  let oldAt = 0;
  let [additions, deletions] = [0, 0];
  for (const [oldStart, oldEnd, newStart, newEnd] of ranges) {
    if (oldStart < oldAt || oldEnd < oldStart || newEnd < newStart)
      throw new Error('ranges are not in order');
    for (; oldAt < oldStart; oldAt++) made.push(old[oldAt]);
    if (made.length !== newStart) throw new Error(`a range begins at line ${newStart}, not ${made.length}`);
    for (let line = newStart; line < newEnd; line++) made.push(now[line]);
    oldAt = oldEnd;
    additions += newEnd - newStart;
    deletions += oldEnd - oldStart;
  }
  for (; oldAt < old.length; oldAt++) made.push(old[oldAt]);
  if (made.length !== now.length || made.some((line, i) => line !== now[i]))
    throw new Error('the old text with the changes is not the new one');
  return { additions, deletions };
}

const isWord = /[\p{L}\p{N}_]/u;
const isInsideWord = (line, at) =>
  at > 0 && at < line.length && isWord.test(line[at - 1]) && isWord.test(line[at]);

const without = (line, spans) => {
  let at = 0;
  let rest = '';
  for (const [start, end] of spans) {
    if (start < at || end < start || end > line.length) throw new Error('spans are not in order');
    rest += line.slice(at, start);
    at = end;
  }
  return rest + line.slice(at);
};

/**
 * How much is marked, in how many spans, how many of them cut a word; throws unless what is not marked is equal. Two
 * lines that differ and have no spans at all are too different to compare: each counts as one span over the line.
 */
export function checkSpans(pairs, texts) {
  const [old, now] = texts.map((text) => text.split('\n'));
  const total = { spans: 0, marked: 0, cutWords: 0, wholeLines: 0 };
  for (const [i, found] of pairs.entries()) {
    const lines = [old[i], now[i]];
    const isWhole = found.every((spans) => spans.length === 0) && lines[0] !== lines[1];
    const sides = isWhole ? lines.map((line) => [[0, line.length]]) : found;
    if (isWhole) total.wholeLines++;
    const [left, right] = sides.map((spans, side) => without(lines[side], spans));
    if (left !== right) throw new Error(`pair ${i}: what is not marked differs: ${left} | ${right}`);
    for (const [side, spans] of sides.entries()) {
      total.spans += spans.length;
      for (const [start, end] of spans) {
        total.marked += end - start;
        if (isInsideWord(lines[side], start) || isInsideWord(lines[side], end)) total.cutWords++;
      }
    }
  }
  return total;
}
