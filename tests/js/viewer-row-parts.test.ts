// The arithmetic of rows, compared with the slow way to do it.

import { expect, test } from 'vitest';
import { nextChange } from '../../js/react/rows/change-steps.ts';
import { hasControls } from '../../js/react/rows/hidden-characters.ts';
import { RowHeights } from '../../js/react/rows/row-heights.ts';
import { rowLayout } from '../../js/react/rows/row-layout.ts';
import { type SearchState, searchRows } from '../../js/react/rows/row-search.ts';
import { segmentsOf } from '../../js/react/rows/row-segments.ts';
import { HIGHEST_CANVAS, scrollScale } from '../../js/react/rows/scroll-scale.ts';
import { testEngine } from './support/core.ts';

const { engine } = testEngine();

/** Numbers that look random and are the same in every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    yield state / 2 ** 31;
  }
}

/** A table of one hunk whose rows are of these kinds: blank, minus, plus. */
function tableOf(kinds: string) {
  const count = (signs: string) => [...kinds].filter((kind) => signs.includes(kind)).length;
  const rows = [...kinds].map((kind, i) => `${kind}row ${i}\n`).join('');
  return engine.parseDiff(`@@ -1,${count(' -')} +1,${count(' +')} @@\n${rows}`);
}

test('a split view shows every row once, in order, and pairs as the core does', () => {
  const random = numbers(7);
  for (let round = 0; round < 60; ++round) {
    const kinds = Array.from({ length: 40 }, () => ' -+'[Math.floor(random.next().value * 3)]).join('');
    const table = tableOf(`${kinds} `);
    const layout = rowLayout(table, 'split');
    const seen = new Set<number>();
    for (let position = 0; position < layout.count; ++position) {
      const { oldRow, newRow } = layout.at(position);
      for (const row of [oldRow, newRow]) {
        if (row < 0) continue;
        seen.add(row);
        expect(layout.positionOf(row)).toBe(position);
      }
      expect(oldRow >= 0 || newRow >= 0).toBe(true);
      if (oldRow >= 0 && newRow >= 0 && oldRow !== newRow) expect(table.pairedRowAt(oldRow)).toBe(newRow);
      else if (oldRow >= 0 && newRow < 0) expect(table.pairedRowAt(oldRow)).toBe(-1);
    }
    expect(seen.size).toBe(table.rowCount);
  }
});

test('rows that are still to come stand one a position behind those that are there', () => {
  const table = tableOf(' --++ -+');
  const all = rowLayout(table, 'split');
  const more = rowLayout(table, 'split', table.rowCount + 100);
  expect(more.count).toBe(all.count + 100);
  expect([more.at(all.count), more.positionOf(table.rowCount)]).toEqual([
    { oldRow: table.rowCount, newRow: table.rowCount },
    all.count,
  ]);
  expect(rowLayout(table, 'unified', 100).count).toBe(100);
});

test('steps from row to row of random changes are those of a walk over all rows', () => {
  const random = numbers(11);
  for (let round = 0; round < 60; ++round) {
    const kinds = Array.from({ length: 30 }, () => '  -+'[Math.floor(random.next().value * 4)]).join('');
    const table = tableOf(kinds);
    const isChange = (row: number) => ['-', '+'].includes(kinds[row - 1] ?? '');
    const starts = Array.from({ length: table.rowCount }, (_, row) => row).filter(
      (row) => isChange(row) && !isChange(row - 1),
    );
    for (let from = -1; from <= table.rowCount; ++from) {
      // From inside a change to its beginning; the change that one stands in is not the next one.
      expect(nextChange(table, from, 1)).toBe(starts.find((start) => start > from) ?? -1);
      expect(nextChange(table, from, -1)).toBe(starts.filter((start) => start < from).at(-1) ?? -1);
    }
  }
});

test('heights of measured rows add up, wherever one asks', () => {
  const random = numbers(3);
  const heights = new RowHeights(1000, 20);
  const plain = new Array<number>(1000).fill(20);
  for (let i = 0; i < 300; ++i) {
    const row = Math.floor(random.next().value * 1000);
    const height = 20 * (1 + Math.floor(random.next().value * 5));
    heights.measure(row, height);
    plain[row] = height;
  }
  let top = 0;
  plain.forEach((height, row) => {
    expect(heights.top(row)).toBe(top);
    expect(heights.rowAt(top)).toBe(row);
    expect(heights.rowAt(top + height - 1)).toBe(row);
    top += height;
  });
  expect(heights.total).toBe(top);
  heights.reset();
  expect(heights.total).toBe(20_000);
});

test('a cut scroll bar reaches every row, one to one at both ends, and back', () => {
  const content = 20_000_000;
  const scale = scrollScale(content, 800);
  expect(scale.canvasHeight).toBe(HIGHEST_CANVAS);
  expect(scale.contentTop(0)).toBe(0);
  expect(scale.contentTop(HIGHEST_CANVAS - 800)).toBe(content - 800);
  expect(scale.contentTop(1234)).toBe(1234);
  expect(scale.contentTop(HIGHEST_CANVAS - 800 - 1234)).toBe(content - 800 - 1234);
  let last = -1;
  for (let top = 0; top <= HIGHEST_CANVAS - 800; top += 9_973) {
    const there = scale.contentTop(top);
    expect(there).toBeGreaterThan(last);
    expect(scale.scrollTop(there)).toBeCloseTo(top, 3);
    last = there;
  }
  expect(scrollScale(7_000_000, 800).contentTop(6_000_000)).toBe(6_000_000);
});

test('the more a page is magnified, the lower is what is scrolled: browsers count pixels of the display', () => {
  const lowest = 33_554_432; // where Chromium ends
  for (const pixelRatio of [1, 1.25, 2, 3, 4, 5, 10]) {
    const scale = scrollScale(7_800_000, 800, pixelRatio);
    expect(scale.canvasHeight * pixelRatio).toBeLessThan(lowest);
    expect(scale.contentTop(scale.canvasHeight - 800)).toBe(7_800_000 - 800);
  }
});

test('segments are the whole text, cut where the look changes', () => {
  const text = 'const \u202ea = 1;';
  const segments = segmentsOf(text, {
    spans: [{ start: 0, end: 5 }],
    found: { start: 3, end: 8 },
    hasHidden: true,
    hasControls: false,
  });
  expect(segments.map((segment) => segment.text).join('')).toBe(text);
  expect(
    segments.map(({ isMarked, isFound, isHidden }) => [isMarked, isFound, isHidden].map(Number).join('')),
  ).toEqual(['100', '110', '010', '011', '010', '000']);
});

test('a carriage return is named where it changes or stands inside a line, not at the end of every line', () => {
  const named = (text: string, spans: { start: number; end: number }[] = []) => {
    const segments = segmentsOf(text, {
      spans,
      found: undefined,
      hasHidden: false,
      hasControls: hasControls(text),
    });
    expect(segments.map((segment) => segment.text).join('')).toBe(text);
    return segments.filter(({ isHidden }) => isHidden).map(({ text }) => text);
  };
  expect(named('a line\r')).toEqual([]);
  expect(named('a line\r', [{ start: 2, end: 6 }])).toEqual([]);
  expect(named('a line\r', [{ start: 6, end: 7 }])).toEqual(['\r']);
  expect(named('one\rtwo\r')).toEqual(['\r']);
  expect(hasControls('\0'.repeat(101))).toBe(false); // no text at all
  expect(named('\ta\f\u001b[31m\u0085\r')).toEqual(['\f', '\u001b', '\u0085']);
});

test('steps go to the first row of each change, both ways', () => {
  const table = tableOf(' -+ ++  - ');
  const forth: number[] = [];
  for (let row = nextChange(table, -1, 1); row >= 0; row = nextChange(table, row, 1)) forth.push(row);
  expect(forth).toEqual([2, 5, 9]);
  const back: number[] = [];
  for (let row = nextChange(table, table.rowCount - 1, -1); row >= 0; row = nextChange(table, row, -1))
    back.push(row);
  expect(back).toEqual([9, 5, 2]);
  expect(nextChange(table, 3, -1)).toBe(2);
});

test('a search finds every match of all rows, in any case', async () => {
  const table = tableOf(' -+'.repeat(3000));
  const state = await new Promise<SearchState>((resolve) =>
    searchRows(table, 'ROW 12', new AbortController().signal, (now) => now.isDone && resolve(now)),
  );
  const slow = Array.from({ length: table.rowCount }, (_, row) => table.textAt(row)).filter((text) =>
    text.includes('row 12'),
  );
  expect(state.matches.map(({ row }) => table.textAt(row))).toEqual(slow);
});
