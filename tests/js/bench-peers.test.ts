// What the benchmark against peers relies on: its checks refuse wrong results, and its goals are decided by figures.

import { describe, expect, it } from 'vitest';
import { barPlot } from '../bench/js/bar-plot.mjs';
import { checkRanges, checkSpans } from '../bench/js/computing/checks.mjs';
import { computingGoals } from '../bench/js/computing/computing-goals.mjs';
import { drawingGoals } from '../bench/js/drawing/drawing-goals.mjs';
import { faultOf, rowOf } from '../bench/js/drawing/works.mjs';

describe('checks of computed results', () => {
  const texts = ['a\nb\nc\n', 'a\nx\ny\nc\n'];

  it('counts the lines of a right diff', () => {
    expect(checkRanges([[1, 2, 1, 3]], texts)).toEqual({ additions: 2, deletions: 1 });
  });

  it.each([
    ['a change left out', []],
    ['one line too few', [[1, 2, 1, 2]]],
    ['a wrong place', [[0, 1, 1, 3]]],
    [
      'an order that goes back',
      [
        [2, 3, 2, 3],
        [1, 2, 1, 2],
      ],
    ],
  ])('refuses %s', (_, ranges) => {
    expect(() => checkRanges(ranges, texts)).toThrow();
  });

  it('counts spans, marked units and cut words', () => {
    const pair = ['let first = 1;', 'let fist = 1;'];
    expect(checkSpans([[[[6, 7]], []]], pair)).toEqual({ spans: 1, marked: 1, cutWords: 1, wholeLines: 0 });
    expect(checkSpans([[[[4, 9]], [[4, 8]]]], pair)).toMatchObject({ spans: 2, marked: 9, cutWords: 0 });
  });

  it('counts lines without spans as marked whole, and refuses spans that leave a difference', () => {
    expect(checkSpans([[[], []]], ['ab', 'cde'])).toMatchObject({ spans: 2, marked: 5, wholeLines: 1 });
    expect(() => checkSpans([[[[0, 1]], []]], ['ab', 'cde'])).toThrow('pair 0');
  });
});

describe('checks of drawn rows', () => {
  const work = { files: 1, rowsPerFile: 40 };
  const lines = Array.from({ length: 40 }, (_, i) => `line ${i} of the source`);

  it('takes the text of a row in the range, among numbers and signs', () => {
    expect(rowOf(work, lines, 10)).toEqual({ kind: 'new', text: 'line 8 of the source //new 10' });
    expect(faultOf(work, lines, `11 + ${rowOf(work, lines, 10).text}`, [0, 20])).toBeUndefined();
  });

  it('refuses nothing, another row, and a wrong text', () => {
    expect(faultOf(work, lines, '', [0, 20])).toContain('no row text');
    expect(faultOf(work, lines, rowOf(work, lines, 30).text, [0, 20])).toContain('row 30');
    expect(faultOf(work, lines, 'line 9 of the source //new 10', [0, 20])).toContain('says');
  });
});

describe('goals', () => {
  const round = (time: number, more = {}) => ({
    first: { time, longTasks: 0 },
    again: { time },
    memory: { nodes: 100, memoryBytes: 1e6 },
    ...more,
  });
  const judged = (ours: object, peer: object) => {
    const work = { contestants: { hunkwise: { rounds: [ours] }, peer: { rounds: [peer] } } };
    return new Map(drawingGoals(work).map(({ text, isMet }) => [text, isMet]));
  };

  it('of drawing follow the figures', () => {
    const near = judged(round(60, { scroll: { blank: 0, longTasks: 0 } }), round(100));
    expect(judged(round(60), round(100)).has('no blank frame')).toBe(false); // nobody scrolled
    expect(near.get('first paint ≥ 2× the best peer')).toBe(false);
    expect(near.get('no blank frame')).toBe(true);
    expect(judged(round(50), round(100)).get('first paint ≥ 2× the best peer')).toBe(true);
    const bad = judged(round(1, { scroll: { blank: 2, longTasks: 1 } }), round(100));
    expect(bad.get('no blank frame')).toBe(false);
    expect(bad.get('no task over 50 ms')).toBe(false);
    expect(
      judged(round(1, { scroll: { failed: 'over 30 s' } }), round(9)).get(
        'every step came to its end with the right rows',
      ),
    ).toBe(false);
  });

  it('of computing follow the figures', () => {
    const entry = (time: number, isPeer = false) => ({ samples: [time], isPeer });
    const goalsWith = (bytes: number) =>
      computingGoals({
        contestants: {
          hunkwise: entry(4),
          'hunkwise, of bytes': entry(bytes),
          peer: entry(9, true),
          late: { samples: [], isPeer: true, failed: 'over 30 s' },
          'git diff': entry(2),
        },
      }).map(({ isMet }) => isMet);
    expect(goalsWith(3)).toEqual([true, true]);
    expect(goalsWith(4)).toEqual([true, false]);
  });
});

it('a plot has a bar for each figure, a note for who has none, and escapes names', () => {
  const plot = barPlot('t', 'ms', [
    { name: 'ours', value: 2 },
    { name: 'a<b', note: 'over 30 s' },
  ]);
  expect(plot.match(/<rect/g)).toHaveLength(2); // the ground and one bar
  expect(plot).toContain('a&#60;b');
  expect(plot).toContain('over 30 s');
});
