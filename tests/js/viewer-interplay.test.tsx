// @vitest-environment jsdom
// What one thing must leave to a person while another one happens: rows that come anew, marks that come late, another view.

import { act, fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { DiffTable, IntralineSpans } from '../../js/index.ts';
import { type DiffSource, DiffViewer } from '../../js/react.ts';
import {
  engine,
  fileLine,
  fileLines,
  modified,
  oneLineDiff,
  openPath,
  show,
} from './support/viewer-rows.tsx';

/** The comparison `key` as a service answers it now. */
function answer(texts: Readonly<Record<string, string>>, more: Partial<DiffSource> = {}): DiffSource {
  const files = Object.entries(texts).map(([path, text]) => modified(path, text));
  const index = engine.indexPayload(JSON.stringify({ files }));
  return {
    index,
    key: 'followed',
    openFile: (file) => engine.parseFile(index, file),
    intraline: (table, rows) => engine.intraline(table, rows),
    ...more,
  };
}

/** Changes apart from each other: the first of each is at row 1, 5, 9, … */
const changes = (count: number) =>
  `@@ -1,${3 * count} +1,${3 * count} @@\n${Array.from({ length: count }, (_, i) => `-line ${i} is old\n+line ${i} is new\n same ${i}\n same\n`).join('')}`;

const rowWith = (text: string): HTMLElement => {
  const found = [...document.querySelectorAll<HTMLElement>('.hw-row')].find((row) =>
    [...row.querySelectorAll('.hw-line')].some(({ textContent }) => textContent === text),
  );
  if (!found) throw new Error(`There is no row with "${text}".`);
  return found;
};
const scroller = () => document.querySelector('.hw-scroller') as HTMLElement;
const lineOf = (text: string) => {
  const line = [...rowWith(text).querySelectorAll('.hw-line')].find(
    ({ textContent }) => textContent === text,
  );
  if (!line) throw new Error(`There is no line "${text}".`);
  return line;
};
/** The place of a character in a line, whatever marks cut it into. */
function placeIn(text: string, offset: number): [Node, number] {
  const texts = document.createTreeWalker(lineOf(text), NodeFilter.SHOW_TEXT);
  let left = offset;
  while (texts.nextNode()) {
    const { length } = texts.currentNode as Text;
    if (left <= length) return [texts.currentNode, left];
    left -= length;
  }
  throw new Error(`"${text}" is not so long.`);
}
const select = (from: [Node, number], to: [Node, number]) =>
  document.getSelection()?.setBaseAndExtent(...from, ...to);
function copied(): string | undefined {
  let text: string | undefined;
  const event = new Event('copy', { bubbles: true, cancelable: true });
  Object.assign(event, { clipboardData: { setData: (_: string, given: string) => (text = given) } });
  scroller().dispatchEvent(event);
  return text;
}

const found = () =>
  [...document.querySelectorAll('.hw-found')].map((mark) => mark.closest('.hw-line')?.textContent);
const matchCount = () => document.querySelector('.hw-find-count')?.textContent;
function find(text: string) {
  fireEvent.click(screen.getByRole('button', { name: 'Find' }));
  fireEvent.change(screen.getByRole('searchbox', { name: /Find in/ }), { target: { value: text } });
}

/** Marks that come when the test says. */
function lateMarks() {
  let arrive = () => {};
  const intraline = (table: DiffTable, rows: readonly number[]) =>
    new Promise<IntralineSpans>((resolve) => {
      const earlier = arrive;
      arrive = () => {
        earlier();
        resolve(engine.intraline(table, rows));
      };
    });
  return { intraline, arrive: () => act(async () => arrive()) };
}

test('marks that come late leave the selection where it is', async () => {
  const { intraline, arrive } = lateMarks();
  show(<DiffViewer source={answer({ f: changes(3) }, { intraline })} view="unified" />);
  const rows = 'ne 0 is old\nline 0 is new\nsame 0\nsame\nline 1';
  select(placeIn('line 0 is old', 2), placeIn('line 1 is old', 6));
  expect(copied()).toBe(rows);
  await arrive();
  expect(document.querySelectorAll('.hw-changed')).toHaveLength(6);
  expect(copied()).toBe(rows);
});

test('marks that come late leave the focus where it is', async () => {
  const { intraline, arrive } = lateMarks();
  const long = 'x'.repeat(3000);
  const text = oneLineDiff(`${long} old`, `${long} new`);
  show(
    <DiffViewer
      source={answer({ f: text }, { intraline })}
      view="unified"
      thresholds={{ longestLine: 2999 }}
    />,
  );
  const more = () => screen.getAllByRole('button', { name: /Show all/ })[1] as HTMLElement;
  more().focus();
  await arrive();
  expect(document.activeElement).toBe(more());
});

test('rows that come anew leave the selection where it is', () => {
  const { rerender } = show(<DiffViewer source={answer({ f: changes(3) })} view="unified" />);
  select(placeIn('line 0 is old', 2), placeIn('same 0', 4));
  rerender(<DiffViewer source={answer({ f: changes(4) })} view="unified" />);
  expect(copied()).toBe('ne 0 is old\nline 0 is new\nsame');
});

test('all rows that are selected are copied from the half that somebody clicked last', () => {
  show(<DiffViewer source={answer({ f: changes(1) })} view="split" />);
  const copyAll = () => {
    fireEvent.keyDown(scroller(), { key: 'a', ctrlKey: true });
    return copied();
  };
  expect(copyAll()).toBe('line 0 is new\nsame 0\nsame');
  fireEvent.pointerDown(lineOf('line 0 is old'));
  expect(copyAll()).toBe('line 0 is old\nsame 0\nsame');
});

test('of a drag that ends in the other half, as in its numbers, the half where it began is copied', () => {
  show(<DiffViewer source={answer({ f: changes(2) })} view="split" />);
  const [oldSame, newSame] = [...rowWith('same 0').querySelectorAll('.hw-line')] as [Element, Element];
  const dragged = (began: Element, from: [Node, number], to: [Node, number]) => {
    fireEvent.pointerDown(began);
    select(from, to);
    return copied();
  };
  const [ofOld, ofNew] = [placeIn('line 0 is old', 2), placeIn('line 0 is new', 2)];
  const inOld = [oldSame.firstChild as Node, 4] as [Node, number];
  const inNew = [newSame.firstChild as Node, 4] as [Node, number];
  // The old half of a row stands before the new one: what is between both ends is marked, and no more.
  expect(dragged(newSame, ofOld, inNew)).toBe('line 0 is new\nsame');
  expect(dragged(newSame, ofNew, inOld)).toBe('ne 0 is new');
  expect(dragged(oldSame, ofNew, inOld)).toBe('same');
  expect(dragged(oldSame, ofOld, inNew)).toBe('ne 0 is old\nsame 0');
});

test('rows that come anew leave the search at the match that it shows', () => {
  const { rerender } = show(<DiffViewer source={answer({ f: changes(3) })} view="unified" />);
  find('same ');
  fireEvent.keyDown(screen.getByRole('searchbox', { name: /Find in/ }), { key: 'Enter' });
  expect([matchCount(), found()]).toEqual(['2 of 3', ['same 1']]);
  rerender(<DiffViewer source={answer({ f: changes(5) })} view="unified" />);
  expect([matchCount(), found()]).toEqual(['2 of 5', ['same 1']]);
  rerender(<DiffViewer source={answer({ f: changes(1) })} view="unified" />);
  expect([matchCount(), found()]).toEqual(['1 of 1', ['same 0']]);
});

test('another view shows the same match, the same change and the same long line', () => {
  const long = 'x'.repeat(3000);
  const text = `${changes(5)}@@ -50 +50 @@\n ${long}\n`;
  show(<DiffViewer source={answer({ f: text })} view="unified" />);
  const other = (view: string) => fireEvent.click(screen.getByRole('radio', { name: view }));
  for (let times = 0; times < 3; ++times) fireEvent.keyDown(scroller(), { key: 'n' });
  fireEvent.click(screen.getByRole('button', { name: /Show all/ }));
  find('same 1');
  other('Split');
  expect([matchCount(), found()]).toEqual(['1 of 1', ['same 1', 'same 1']]);
  expect(lineOf(long)).toBeTruthy();
  expect(document.querySelector('.hw-current')).toBe(rowWith('line 2 is old'));
  fireEvent.keyDown(scroller(), { key: 'n' });
  expect(document.querySelector('.hw-current')).toBe(rowWith('line 3 is old'));
});

test('the key of the search leads back to its field', () => {
  show(<DiffViewer source={answer({ f: changes(3) })} view="unified" />);
  const field = () => screen.getByRole('searchbox', { name: /Find in/ });
  scroller().focus();
  fireEvent.keyDown(scroller(), { key: 'f' });
  expect(document.activeElement).toBe(field());
  scroller().focus();
  fireEvent.keyDown(scroller(), { key: 'f' });
  expect(document.activeElement).toBe(field());
  fireEvent.keyDown(field(), { key: 'Escape' });
  expect(document.activeElement).toBe(scroller());
});

test('the keys go on after a choice of view or of wrapping, and leave letters with Alt to the browser', () => {
  show(<DiffViewer source={answer({ f: changes(3) })} view="unified" />);
  const current = () => document.querySelector('.hw-current');
  fireEvent.keyDown(screen.getByRole('checkbox', { name: 'Wrap lines' }), { key: 'n' });
  expect(current()).toBe(rowWith('line 0 is old'));
  fireEvent.keyDown(screen.getByRole('radio', { name: 'Split' }), { key: 'n' });
  expect(current()).toBe(rowWith('line 1 is old'));
  // It opens the browser's menu.
  expect(fireEvent.keyDown(scroller(), { key: 'f', altKey: true })).toBe(true);
  expect(fireEvent.keyDown(scroller(), { key: 'F7', altKey: true })).toBe(true);
  expect(document.querySelector('.hw-find')).toBeNull();
  expect(current()).toBe(rowWith('line 1 is old'));
});

test('keys that type brackets with Alt or AltGr go from file to file', () => {
  show(<DiffViewer source={answer({ f: changes(1), g: changes(1), h: changes(1) })} />);
  fireEvent.keyDown(scroller(), { key: ']', altKey: true, ctrlKey: true });
  expect(openPath()).toBe('g');
  fireEvent.keyDown(scroller(), { key: ']', altKey: true });
  expect(openPath()).toBe('h');
});

test('Enter and Escape belong to an input method for as long as it composes', () => {
  show(<DiffViewer source={answer({ f: changes(3) })} view="unified" />);
  find('same ');
  const field = screen.getByRole('searchbox', { name: /Find in/ });
  for (const composing of [{ isComposing: true }, { keyCode: 229 }]) {
    fireEvent.keyDown(field, { key: 'Enter', ...composing });
    expect(matchCount()).toBe('1 of 3');
    fireEvent.keyDown(field, { key: 'Escape', ...composing });
    expect(document.querySelector('.hw-find')).not.toBeNull();
  }
});

test('the file that a key opens is seen in the tree, also if its folder was closed', () => {
  const texts = Object.fromEntries(
    ['a/b/c/one', 'a/b/two', 'three'].map((path) => [path, oneLineDiff('old', 'new')]),
  );
  show(<DiffViewer source={answer(texts)} />);
  fireEvent.click(screen.getByLabelText('Tree'));
  fireEvent.click(fileLine('three'));
  const close = (name: string) => fireEvent.click(screen.getByRole('treeitem', { name }));
  close('c');
  close('a/b');
  expect(fileLines()).toEqual(['three']);
  fireEvent.keyDown(scroller(), { key: '[' });
  expect(openPath()).toBe('a/b/two');
  expect(fileLines()).toEqual(['a/b/two', 'three']);
  fireEvent.keyDown(scroller(), { key: '[' });
  expect(fileLines()).toEqual(['a/b/c/one', 'a/b/two', 'three']);
  expect(document.querySelector('.hw-active')).toBe(fileLine('a/b/c/one'));
});

test('who goes to the next file with an open search stays in the rows', () => {
  show(<DiffViewer source={answer({ f: changes(3), g: changes(3) })} view="unified" />);
  fireEvent.click(screen.getByRole('button', { name: 'Find' }));
  scroller().focus();
  fireEvent.keyDown(scroller(), { key: ']' });
  expect(screen.getByRole('searchbox', { name: 'Find in g' })).toBeTruthy();
  expect(document.activeElement).toBe(scroller());
});

test('a list that comes anew leaves the line that the keyboard is on', () => {
  const texts = Object.fromEntries(['a', 'b', 'c', 'd'].map((path) => [path, oneLineDiff('old', 'new')]));
  const { rerender } = show(<DiffViewer source={answer(texts)} />);
  const tree = screen.getByRole('tree');
  for (let times = 0; times < 3; ++times) fireEvent.keyDown(tree, { key: 'ArrowDown' });
  expect(document.querySelector('.hw-active')).toBe(fileLine('c'));
  rerender(<DiffViewer source={answer({ ...texts, e: oneLineDiff('old', 'new') })} />);
  expect(document.querySelector('.hw-active')).toBe(fileLine('c'));
});

test('a status that somebody filters by stays in its field when the last such file has gone', () => {
  const viewer = (status: string) => {
    const files = [modified('f', oneLineDiff('old', 'new')), { ...modified('g', null), status }];
    const index = engine.indexPayload(JSON.stringify({ files }));
    return <DiffViewer source={{ index, key: 'k', openFile: (file) => engine.parseFile(index, file) }} />;
  };
  const { rerender } = show(viewer('added'));
  const field = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'Files to list' });
  fireEvent.change(field(), { target: { value: 'added' } });
  expect(fileLines()).toEqual(['g']);
  rerender(viewer('modified'));
  expect(field().value).toBe('added');
  expect(screen.getByText('No file has this status.')).toBeTruthy();
  fireEvent.change(field(), { target: { value: 'changed' } });
  expect(fileLines()).toEqual(['f', 'g']);
});

test('files that come anew under the same key leave the focus, and the rows in their scroller', () => {
  const viewer = (word: string, dataKey: string) => (
    <DiffViewer
      files={[modified('f', oneLineDiff('old', word))]}
      engine={engine}
      dataKey={dataKey}
      view="unified"
    />
  );
  const { rerender } = show(viewer('new', 'a'));
  const before = scroller();
  before.focus();
  rerender(viewer('newer', 'a'));
  expect(rowWith('newer')).toBeTruthy();
  expect(scroller()).toBe(before);
  expect(document.activeElement).toBe(before);
  rerender(viewer('newest', 'b'));
  expect(scroller()).not.toBe(before);
});

test('few rows that become many are not all drawn, and few again are', () => {
  vi.useFakeTimers();
  try {
    const drawn = () => {
      act(() => vi.advanceTimersByTime(2000));
      return document.querySelectorAll('.hw-row').length;
    };
    const viewer = (count: number) => (
      <DiffViewer
        source={answer({ f: changes(count) })}
        view="unified"
        thresholds={{ guardRows: Infinity, guardDiffBytes: Infinity }}
      />
    );
    const { rerender } = show(viewer(100));
    expect(drawn()).toBe(401);
    rerender(viewer(1000));
    expect(drawn()).toBeLessThan(100);
    expect(rowWith('line 0 is old')).toBeTruthy();
    rerender(viewer(200));
    expect(drawn()).toBe(801);
  } finally {
    vi.useRealTimers();
  }
});

test('rows of a large file stay until all of the newer ones are there', async () => {
  const rows = 60_000;
  const large = (word: string) =>
    `@@ -1,${rows} +1,${rows} @@\n${Array.from({ length: rows }, (_, i) => ` ${word} ${i}\n`).join('')}`;
  let finish = () => {};
  const stepped = (text: string): DiffSource => {
    const source = answer({ f: text });
    return {
      ...source,
      openFile: (file, { onFirstRows }) => {
        const parser = engine.createFileParser(source.index, file);
        parser.read(100_000);
        onFirstRows?.(parser.table());
        return new Promise<DiffTable>((resolve) => {
          finish = () => {
            parser.read(Infinity);
            resolve(parser.table());
          };
        });
      },
    };
  };
  const viewer = (source: DiffSource) => (
    <DiffViewer
      source={source}
      view="unified"
      thresholds={{ guardRows: Infinity, guardDiffBytes: Infinity }}
    />
  );
  const { rerender } = show(viewer(stepped(large('before'))));
  await act(async () => finish());
  scroller().scrollTop = 50_000 * 20;
  fireEvent.scroll(scroller());
  expect(rowWith('before 50000')).toBeTruthy();
  rerender(viewer(stepped(large('after'))));
  expect(document.querySelectorAll('.hw-coming')).toHaveLength(0);
  await act(async () => finish());
  expect(rowWith('after 50000')).toBeTruthy();
});
