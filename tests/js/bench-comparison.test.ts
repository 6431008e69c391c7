import { expect, test } from 'vitest';
import { compareResults, describeComparison } from '../bench/js/comparison.mjs';

type Samples = Record<string, number[]>;
const timed = (samples: Samples) => ({ inNode: { rows: [{ id: 'row', title: 'a row', samples }] } });

test('a machine that is twice as slow changes nothing', () => {
  const before = timed({ hunkwise: [1, 1.1, 0.9], 'JSON.parse': [10, 11, 9] });
  const now = timed({ hunkwise: [2, 2.2, 1.8], 'JSON.parse': [20, 22, 18] });
  const [row] = compareResults(before, now);
  expect(row).toMatchObject({ name: 'hunkwise', before: 1, now: 2, isBeyondNoise: false });
  expect(row?.change).toBeCloseTo(1);
});

test('what takes longer than the others do now is slower, and the reverse is faster', () => {
  const before = timed({ hunkwise: [1, 1, 1], 'JSON.parse': [10, 10, 10], scan: [5, 5, 5] });
  const now = timed({ hunkwise: [1.5, 1.5, 1.5], 'JSON.parse': [10, 10, 10], scan: [5, 5, 5] });
  expect(compareResults(before, now)[0]).toMatchObject({ change: 1.5, isBeyondNoise: true });
  expect(describeComparison(compareResults(before, now)).join('\n')).toMatch(/1\.50×\s+SLOWER/);
  expect(describeComparison(compareResults(now, before)).join('\n')).toMatch(/0\.67×\s+faster/);
});

test('a change within what the samples themselves differ is none', () => {
  const before = timed({ hunkwise: [1, 1.6, 1.2], 'JSON.parse': [10, 10, 10] });
  const now = timed({ hunkwise: [1.2, 1.9, 1.4], 'JSON.parse': [10, 10, 10] });
  expect(compareResults(before, now)[0]?.isBeyondNoise).toBe(false);
});

test('drawing and computing are compared, too; who failed or stands in one run only is left out', () => {
  const results = (time: number) => ({
    drawing: [
      {
        id: 'rows',
        title: 'rows',
        contestants: {
          hunkwise: { rounds: [{ first: { time } }] },
          peer: { rounds: [{ first: { time: 100 } }, { failed: 'over 30 s' }] },
          gone: { rounds: [{ failed: 'over 30 s' }] },
        },
      },
    ],
    computing: [
      { id: 'lines', title: 'lines', contestants: { hunkwise: { samples: [time] }, peer: { samples: [] } } },
    ],
  });
  const compared = compareResults(results(50), results(100));
  expect(compared).toHaveLength(1);
  expect(compared[0]).toMatchObject({ title: 'rows', change: 2, isBeyondNoise: true });
  expect(describeComparison(compareResults({}, results(1)))).toEqual(['No row stands in both results.']);
});
