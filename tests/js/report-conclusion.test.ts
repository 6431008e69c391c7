// What the report says of its figures.

import { describe, expect, it } from 'vitest';
import { conclude } from '../../e2e/report/conclusion.mjs';
import { tableOf, tables } from '../../e2e/report/figure-table.mjs';
import { resultsOf } from '../../e2e/report/report-page.mjs';

const artifact = { name: 'ten', scenarios: '001', files: 10, projects: 1, formerRequests: '–' };

function resultsFor(off: Record<string, number>[], on: Record<string, number>[]) {
  const samplesOf = (switches: string, visits: Record<string, number>[]) =>
    visits.map((figures) => ({ artifact: 'ten', network: 'direct', switches, figures }));
  const samples = [...samplesOf('off', off), ...samplesOf('on', on)];
  const artifacts = [artifact];
  return { ...resultsOf({ samples, networks: { direct: {} } }, {}, '2026-01-01'), artifacts };
}

const visits = (figure: string, values: number[]) => values.map((value) => ({ [figure]: value }));

describe("the report's conclusion", () => {
  it('says what is less and what is more', () => {
    const results = resultsFor(
      [
        { bytes: 100, fileClick: 10 },
        { bytes: 100, fileClick: 12 },
      ],
      [
        { bytes: 20, fileClick: 30 },
        { bytes: 20, fileClick: 25 },
      ],
    );
    const text = conclude('direct', results);
    expect(text).toContain('less: bytes of the whole visit (−80 %).');
    expect(text).toContain('More: file click (+150 %).');
  });

  it('calls no difference what lies within the spread', () => {
    const results = resultsFor(visits('reopening', [10, 40, 20, 30]), visits('reopening', [22, 21, 20, 23]));
    expect(conclude('direct', results)).toContain('No difference that most artifacts show: reopening');
  });

  it('calls no difference what is smaller than five of a hundred', () => {
    const results = resultsFor(visits('elements', [100, 100]), visits('elements', [104, 104]));
    expect(conclude('direct', results)).toContain('More: nothing.');
  });

  it('shows medians with their ends, and a dash for what was not measured', () => {
    const results = resultsFor(visits('fileClick', [10, 30, 20]), visits('fileClick', [5, 5, 5]));
    const table = tables.find(({ title }) => title === 'Switching and clicking') ?? { columns: [] };
    const [, , off, on] = tableOf(table, 'direct', results);
    expect(off).toContain('| 20.0 (10.0–30.0) |');
    expect(on).toContain('| 5.0 |');
    expect(on).toContain('| – |');
  });
});
