// Pairs of texts on which line diffs disagree: repeated lines, frequent ones, blank ones, moved blocks, missing line
// ends. The same for the same seed.

export interface TextPair {
  readonly oldText: string;
  readonly newText: string;
  readonly context: number;
}

/** 0 to bound - 1. */
type Below = (bound: number) => number;

// mulberry32 (T. Ettinger).
function randomNumbers(seed: number): Below {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor(((mixed ^ (mixed >>> 14)) >>> 0) / (2 ** 32 / bound));
  };
}

const times = <Item>(count: number, make: (i: number) => Item): Item[] =>
  Array.from({ length: count }, (_, i) => make(i));

/** Each kind of text is made of other lines. */
function lineMakers(below: Below): (() => string)[] {
  let fresh = 0;
  const frequent = [
    '',
    '}',
    '  }',
    '    return;',
    'import x',
    '\u2028',
    'a\u0085b',
    '\f',
    '\r',
    '-- x',
    '@@ -1 +1 @@',
  ];
  return [
    () => `${'abcd'[below(4)]}`,
    () => `line ${below(40)}`,
    () => `only once ${fresh++}`,
    () => (below(3) === 0 ? '' : `statement ${below(1000)};`),
    () => (below(5) < 2 ? (frequent[below(frequent.length)] ?? '') : `näme ${below(200)} 🎉`),
    () => (below(30) === 0 ? `row ${fresh++}` : (frequent[below(3)] ?? '')),
  ];
}

function edited(lines: readonly string[], makeLine: () => string, below: Below): string[] {
  const odds = 2 + below(25);
  const result: string[] = [];
  for (const line of lines) {
    const what = below(odds * 4);
    if (what > 3) result.push(line);
    else if (what === 1) result.push(makeLine());
    else if (what === 2) result.push(makeLine(), line);
    else if (what === 3) result.push(line, line);
  }
  return result;
}

function withMovedBlock(lines: readonly string[], below: Below): string[] {
  const from = below(lines.length + 1);
  const block = lines.slice(from, from + below(lines.length + 1));
  const rest = [...lines.slice(0, from), ...lines.slice(from + block.length)];
  const to = below(rest.length + 1);
  return [...rest.slice(0, to), ...block, ...rest.slice(to)];
}

function newLines(
  oldLines: readonly string[],
  makeLine: () => string,
  count: number,
  below: Below,
): string[] {
  switch (below(6)) {
    case 0:
      return times(count, makeLine);
    case 1:
      return withMovedBlock(oldLines, below);
    case 2:
      return edited(withMovedBlock(oldLines, below), makeLine, below);
    default:
      return edited(oldLines, makeLine, below);
  }
}

const contexts = [3, 3, 3, 0, 10, 1];

export function textPairs(count: number, seed: number): TextPair[] {
  const below = randomNumbers(seed);
  const makers = lineMakers(below);
  const text = (lines: readonly string[]) =>
    lines.join('\n') + (lines.length > 0 && below(4) > 0 ? '\n' : '');
  return times(count, (i) => {
    const makeLine = makers[below(makers.length)] ?? String;
    const isLong = i % 8 === 0;
    const size = () => (isLong ? 150 + below(i % 40 === 0 ? 900 : 150) : below(i % 3 === 0 ? 60 : 12));
    const oldLines = times(size(), makeLine);
    return {
      oldText: text(oldLines),
      newText: text(newLines(oldLines, makeLine, size(), below)),
      context: contexts[below(contexts.length)] ?? 3,
    };
  });
}

/** 198 to 401 new lines with lines that occur just as often as Python still bears, or once more. */
export function boundaryPairs(): TextPair[] {
  const below = randomNumbers(7);
  return [198, 199, 200, 201, 299, 300, 301, 399, 400].flatMap((count) =>
    [-1, 0, 1, 2].flatMap((more) => {
      const most = Math.floor(count / 100) + 1 + more;
      const numbers = times(count, (i) => i);
      const lines = numbers.map((i) => (i % 50 < 2 && i / 50 < most ? `frequent ${i % 50}` : `line ${i}`));
      const oldLines = times(30, (i) => `frequent ${i % 2}`);
      return [oldLines, withMovedBlock(lines, below), edited(lines, () => 'frequent 1', below)].map(
        (other, i) => ({
          oldText: `${other.join('\n')}\n`,
          newText: `${lines.join('\n')}\n`,
          context: contexts[i + 2] ?? 3,
        }),
      );
    }),
  );
}
