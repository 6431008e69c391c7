// @vitest-environment jsdom
// Large files: the first rows are shown before the last are read.

import { act, fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { DiffTable } from '../../js/index.ts';
import { type DiffSource, DiffViewer } from '../../js/react.ts';
import { engine, modified, seenRows, show } from './support/viewer-rows.tsx';

const large = (rows: number) =>
  `@@ -1,${rows} +1,${rows} @@\n${Array.from({ length: rows / 2 }, (_, i) => `-old ${i + 1}\n+new ${i + 1}\n`).join('')}${' same\n'.repeat(rows / 2)}`;

/** A source whose file comes in two steps, and the second one when the test says. */
function steppedSource(rows: number, read: number) {
  const index = engine.indexPayload(JSON.stringify({ files: [modified('f', large(rows))] }));
  let finish = () => {};
  const source: DiffSource = {
    index,
    key: 'stepped',
    openFile: (file, { onFirstRows }) => {
      const parser = engine.createFileParser(index, file);
      parser.read(read);
      const first = parser.table();
      onFirstRows?.(first);
      return new Promise<DiffTable>((resolve) => {
        finish = () => {
          parser.read(Infinity);
          resolve(parser.table());
        };
      });
    },
  };
  return { source, finish: () => act(async () => finish()) };
}

const table = () => screen.getByRole('table');
const scrollDown = () => {
  const scroller = document.querySelector('.hw-scroller') as HTMLElement;
  scroller.scrollTop = 1e9;
  fireEvent.scroll(scroller);
};

test.each(['unified', 'split'] as const)(
  'what was read is shown at once, in its full height (%s)',
  async (view) => {
    const rows = 60_000;
    const { source, finish } = steppedSource(rows, 100_000);
    show(<DiffViewer source={source} view={view} thresholds={{ guardRows: Infinity }} />);
    const shown = document.querySelectorAll('.hw-row:not(.hw-coming)').length;
    expect(shown).toBeGreaterThan(20);
    const before = Number(table().getAttribute('aria-rowcount'));
    const digits = document.querySelector<HTMLElement>('.hw-scroller')?.style.getPropertyValue('--hw-digits');
    const first = [...document.querySelectorAll('.hw-row')]
      .slice(0, 10)
      .map(({ textContent }) => textContent);
    await finish();
    const after = Number(table().getAttribute('aria-rowcount'));
    expect(after).toBe(view === 'unified' ? 1.5 * rows + 1 : rows + 1);
    expect(before).toBeGreaterThanOrEqual(after);
    if (view === 'unified') expect(before).toBe(after);
    expect(document.querySelector('.hw-coming')).toBeNull();
    expect(
      [...document.querySelectorAll('.hw-row')].slice(0, 10).map(({ textContent }) => textContent),
    ).toEqual(first);
    expect(document.querySelector<HTMLElement>('.hw-scroller')?.style.getPropertyValue('--hw-digits')).toBe(
      digits,
    );
  },
);

test('rows that are not read yet are empty places, and are filled where one has scrolled to', async () => {
  const { source, finish } = steppedSource(60_000, 100_000);
  show(<DiffViewer source={source} view="unified" thresholds={{ guardRows: Infinity }} />);
  scrollDown();
  expect(document.querySelectorAll('.hw-coming').length).toBeGreaterThan(20);
  await finish();
  expect(document.querySelector('.hw-coming')).toBeNull();
  expect(seenRows().at(-1)).toBe('60000|60000| |same');
});

test('another file that is opened meanwhile is not disturbed by the rest', async () => {
  const { source, finish } = steppedSource(60_000, 100_000);
  const { rerender } = show(
    <DiffViewer source={source} view="unified" thresholds={{ guardRows: Infinity }} />,
  );
  const other = engine.indexPayload(JSON.stringify({ files: [modified('g', '@@ -1 +1 @@\n-a\n+b\n')] }));
  rerender(
    <DiffViewer
      source={{ index: other, key: 'other', openFile: (file) => engine.parseFile(other, file) }}
      view="unified"
    />,
  );
  await finish();
  expect(seenRows()).toEqual(['||@|@@ -1 +1 @@', '1||-|a', '|1|+|b']);
});

test('of a thousand rows a screen is drawn now, the others when there is time, and all of them when one scrolls', () => {
  vi.useFakeTimers();
  try {
    const index = engine.indexPayload(JSON.stringify({ files: [modified('f', large(600))] }));
    const source = { index, key: 'plain', openFile: (file: number) => engine.parseFile(index, file) };
    const count = () => document.querySelectorAll('.hw-row').length;
    const { unmount } = show(<DiffViewer source={source} view="unified" />);
    expect(count()).toBeGreaterThan(25);
    expect(count()).toBeLessThan(60);
    expect(document.querySelector<HTMLElement>('.hw-plain')?.style.minHeight).toBe(`${901 * 20}px`);
    act(() => vi.advanceTimersByTime(2000));
    expect(count()).toBe(901);
    expect(document.querySelector<HTMLElement>('.hw-plain')?.style.minHeight).toBe('');
    unmount();
    show(<DiffViewer source={source} view="unified" />);
    expect(count()).toBeLessThan(60);
    scrollDown();
    expect(count()).toBe(901);
  } finally {
    vi.useRealTimers();
  }
});
