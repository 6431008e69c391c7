// The peers that compare, behind one signature each: two texts -> changed ranges, in lines or in UTF-16 units. run() is
// timed, ranges() is not: it brings what the peer gave into one form, [oldStart, oldEnd, newStart, newEnd] each.
import { diffArrays, diffChars, diffLines, diffWordsWithSpace } from 'diff';
import DiffMatchPatch from 'diff-match-patch';
import diffSequences from 'diff-sequences';
import { diff as fastMyersDiff } from 'fast-myers-diff';

const sequences = diffSequences.default ?? diffSequences;

/** Lines as numbers, which is what comparing callbacks are fastest with. */
function numbered(...texts) {
  const numbers = new Map();
  return texts.map((text) =>
    Uint32Array.from(text.split('\n'), (line) => {
      const known = numbers.get(line);
      if (known !== undefined) return known;
      numbers.set(line, numbers.size);
      return numbers.size - 1;
    }),
  );
}

function bySequences(old, now) {
  const common = [];
  const push = (count, oldStart, newStart) => common.push([count, oldStart, newStart]);
  sequences(old.length, now.length, (i, j) => old[i] === now[j], push);
  return { common, lengths: [old.length, now.length] };
}

function rangesBetween({ common, lengths }) {
  const ranges = [];
  let [oldEnd, newEnd] = [0, 0];
  for (const [count, oldStart, newStart] of [...common, [0, ...lengths]]) {
    if (oldStart > oldEnd || newStart > newEnd) ranges.push([oldEnd, oldStart, newEnd, newStart]);
    [oldEnd, newEnd] = [oldStart + count, newStart + count];
  }
  return ranges;
}

/** [kind, length] in order, kind -1, 0 or 1 -> ranges. */
function rangesOf(parts) {
  const ranges = [];
  let [oldAt, newAt] = [0, 0];
  let isOpen = false;
  for (const [kind, length] of parts) {
    if (kind === 0) isOpen = false;
    else {
      if (!isOpen) ranges.push([oldAt, oldAt, newAt, newAt]);
      isOpen = true;
    }
    if (kind <= 0) oldAt += length;
    if (kind >= 0) newAt += length;
    if (kind !== 0) [ranges.at(-1)[1], ranges.at(-1)[3]] = [oldAt, newAt];
  }
  return ranges;
}

const kindOf = (part) => (part.added ? 1 : part.removed ? -1 : 0);

function exactMatcher() {
  const matcher = new DiffMatchPatch();
  matcher.Diff_Timeout = 0; // exact, as the others; by default it gives up after a second
  return matcher;
}

function matchLines(old, now) {
  const matcher = exactMatcher();
  const { chars1, chars2, lineArray } = matcher.diff_linesToChars_(old, now);
  const parts = matcher.diff_main(chars1, chars2, false);
  matcher.diff_charsToLines_(parts, lineArray);
  return parts;
}

const linesIn = (text) => text.split('\n').length - 1;

export const linePeers = [
  {
    name: 'diff-sequences',
    package: 'diff-sequences',
    run: (old, now) => bySequences(...numbered(old, now)),
    ranges: rangesBetween,
  },
  {
    name: 'fast-myers-diff',
    package: 'fast-myers-diff',
    run: (old, now) => [...fastMyersDiff(...numbered(old, now))],
    ranges: (result) => result,
  },
  {
    name: 'jsdiff diffLines',
    package: 'diff',
    run: (old, now) => diffLines(old, now),
    ranges: (parts) => rangesOf(parts.map((part) => [kindOf(part), part.count])),
  },
  {
    name: 'jsdiff diffArrays',
    package: 'diff',
    run: (old, now) => diffArrays(...numbered(old, now).map((lines) => [...lines])),
    ranges: (parts) => rangesOf(parts.map((part) => [kindOf(part), part.count])),
  },
  {
    name: 'diff-match-patch, line mode',
    package: 'diff-match-patch',
    run: matchLines,
    ranges: (parts) => rangesOf(parts.map(([kind, text]) => [kind, linesIn(text)])),
  },
];

export const intralinePeers = [
  {
    name: 'diff-match-patch, semantic',
    package: 'diff-match-patch',
    run(old, now) {
      const matcher = exactMatcher();
      const parts = matcher.diff_main(old, now, false);
      matcher.diff_cleanupSemantic(parts);
      return parts;
    },
    ranges: (parts) => rangesOf(parts.map(([kind, text]) => [kind, text.length])),
  },
  {
    name: 'jsdiff diffWordsWithSpace',
    package: 'diff',
    run: (old, now) => diffWordsWithSpace(old, now),
    ranges: (parts) => rangesOf(parts.map((part) => [kindOf(part), part.value.length])),
  },
  {
    name: 'jsdiff diffChars',
    package: 'diff',
    run: (old, now) => diffChars(old, now),
    ranges: (parts) => rangesOf(parts.map((part) => [kindOf(part), part.value.length])),
  },
  {
    name: 'fast-myers-diff, characters',
    package: 'fast-myers-diff',
    run: (old, now) => [...fastMyersDiff(old, now)],
    ranges: (result) => result,
  },
  {
    name: 'diff-sequences, characters',
    package: 'diff-sequences',
    run: bySequences,
    ranges: rangesBetween,
  },
];
