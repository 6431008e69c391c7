// @vitest-environment jsdom
// Sources, their keys, and what the application is told.

import { act, fireEvent, screen } from '@testing-library/react';
import { StrictMode } from 'react';
import { expect, test, vi } from 'vitest';
import {
  type DiffSource,
  DiffViewer,
  type OpenFileOptions,
  sourceFromPatch,
  sourceFromPayload,
  sourceFromTexts,
} from '../../js/react.ts';
import {
  engine,
  fileLine,
  fileLines,
  inFile,
  modified,
  oneLineDiff,
  openPath,
  seenRows,
  show,
  spiedEngine,
} from './support/viewer-rows.tsx';

const patchOf = (...paths: string[]) =>
  paths.map((path) => `--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n-old ${path}\n+new ${path}\n`).join('');

test('going back to a comparison asks for nothing and parses nothing', async () => {
  const spied = spiedEngine();
  const first = await sourceFromPatch(spied, patchOf('a', 'b'), { key: 'first' });
  const second = await sourceFromPatch(spied, patchOf('a', 'b', 'c'), { key: 'second' });
  const { rerender } = show(<DiffViewer source={first} view="unified" />);
  fireEvent.click(fileLine('b'));
  rerender(<DiffViewer source={second} view="unified" />);
  expect(openPath()).toBe('b');
  fireEvent.click(fileLine('c'));
  expect(spied.createFileParser).toHaveBeenCalledTimes(4);
  rerender(<DiffViewer source={first} view="unified" />);
  expect(openPath()).toBe('b');
  expect(seenRows()).toContain('1||-|old b');
  rerender(<DiffViewer source={second} view="unified" />);
  expect(openPath()).toBe('c');
  expect(spied.createFileParser).toHaveBeenCalledTimes(4);
});

test('a large file of which nothing was known waits for a click when it has come', () => {
  const index = engine.indexPayload(JSON.stringify({ files: [modified('f', null)] }));
  const text = `@@ -0,0 +1,1500 @@\n${'+line\n'.repeat(1500)}`;
  show(<DiffViewer source={{ index, key: 'lazy', openFile: () => engine.parseDiff(text) }} />);
  expect(screen.getByText(/This file diff is large \(1,501 rows\)/)).toBeTruthy();
  expect(screen.getByText('1,500 additions, 0 deletions')).toBeTruthy();
  expect(document.querySelectorAll('.hw-row')).toHaveLength(0);
  fireEvent.click(screen.getByRole('button', { name: 'Load diff' }));
  expect(document.querySelectorAll('.hw-row').length).toBeGreaterThan(0);
});

test('payloads and texts are sources, too', async () => {
  const payload = JSON.stringify({ files: [modified('p', oneLineDiff('one', 'two'))] });
  const { rerender } = show(<DiffViewer source={await sourceFromPayload(engine, payload)} view="unified" />);
  expect(seenRows()).toContain('2||-|one');
  const texts = await sourceFromTexts(engine, 'a\nb\n', 'a\nc\n', { path: 'new.txt', oldPath: 'old.txt' });
  rerender(<DiffViewer source={texts} view="unified" />);
  expect(seenRows()).toEqual(['||@|@@ -1,2 +1,2 @@', '1|1| |a', '2||-|b', '|2|+|c']);
  expect(openPath()).toBe('new.txt from old.txt');
});

test('a file that both sides changed is marked, in the list and over its rows; the others are not', async () => {
  const origins = { theirs: 'upstream', mine: 'local', both: 'both', unknown: undefined };
  const files = Object.entries(origins).map(([path, change_origin]) => ({
    ...modified(path, oneLineDiff('one', 'two')),
    ...(change_origin ? { change_origin } : {}),
  }));
  const marks = () => [...document.querySelectorAll('.hw-conflict')];
  const source = await sourceFromPayload(engine, JSON.stringify({ files }));
  const { rerender } = show(<DiffViewer source={source} />);
  expect(marks()).toHaveLength(1);
  const sentence = 'Conflict: changed both here and upstream';
  expect(inFile('both').getByTitle(sentence).textContent).toBe(`!${sentence}`);
  expect(fileLine('both').textContent).toMatch(/^MModifiedboth!Conflict/);
  fireEvent.click(fileLine('both'));
  expect(marks()).toHaveLength(2);
  expect(document.querySelector('.hw-file-header')?.contains(marks()[1] ?? null)).toBe(true);
  // The same from objects that an application holds, in its own words.
  rerender(<DiffViewer files={files} engine={engine} labels={{ conflict: 'Konflikt' }} />);
  expect(inFile('both').getByTitle('Konflikt')).toBeTruthy();
  rerender(<DiffViewer files={files.map(({ change_origin: _, ...file }) => file)} engine={engine} />);
  expect(marks()).toHaveLength(0);
});

test('in StrictMode everything is shown once and works', async () => {
  const source = await sourceFromPatch(engine, patchOf('a', 'b'));
  show(
    <StrictMode>
      <DiffViewer source={source} view="unified" />
    </StrictMode>,
  );
  expect(seenRows()).toHaveLength(3);
  fireEvent.click(fileLine('b'));
  expect(seenRows()).toContain('|1|+|new b');
});

test('the application can decide which file is open, or that none is', async () => {
  const source = await sourceFromPatch(engine, patchOf('a', 'b'));
  const onFileSelect = vi.fn();
  const { rerender } = show(<DiffViewer source={source} selectedPath="b" onFileSelect={onFileSelect} />);
  fireEvent.click(fileLine('a'));
  expect(onFileSelect).toHaveBeenCalledWith('a');
  expect(openPath()).toBe('b');
  rerender(<DiffViewer key="another" source={source} initialPath={null} />);
  expect(screen.getByText('No file is open')).toBeTruthy();
  expect(screen.getByText('2 files differ. Choose one in the list to see its rows.')).toBeTruthy();
});

test('the application is told when rows are on the screen, and how long it took', async () => {
  const painted = vi.fn();
  const source = await sourceFromPatch(engine, patchOf('a', 'b'));
  show(<DiffViewer source={source} onDetailPainted={painted} />);
  await vi.waitFor(() => expect(painted).toHaveBeenCalledOnce());
  expect(painted.mock.calls[0]).toEqual([{ path: 'a', rows: 3, milliseconds: undefined }]);
  fireEvent.click(fileLine('b'));
  await vi.waitFor(() => expect(painted).toHaveBeenCalledTimes(2));
  expect(painted.mock.calls[1]?.[0]).toEqual({ path: 'b', rows: 3, milliseconds: expect.any(Number) });
});

test('one engine call marks all rows of a file that fits', () => {
  const spied = spiedEngine();
  const lines = (side: string) => Array.from({ length: 20 }, (_, i) => `word ${i} ${side}`);
  const text = `@@ -1,20 +1,20 @@\n${lines('old')
    .map((line) => `-${line}\n`)
    .join('')}${lines('new')
    .map((line) => `+${line}\n`)
    .join('')}`;
  show(<DiffViewer files={[modified('f', text)]} engine={spied} />);
  expect(document.querySelectorAll('mark.hw-changed')).toHaveLength(40);
  expect(spied.intraline).toHaveBeenCalledOnce();
});

test('a file of a patch that has no rows says what is known of it', async () => {
  const section = (path: string, lines: string) => `diff --git a/${path} b/${path}\n${lines}\n`;
  const patch = [
    'diff --git a/old.ts b/renamed.ts\nsimilarity index 100%\nrename from old.ts\nrename to renamed.ts\n',
    'diff --git a/old.ts b/copied.ts\nsimilarity index 100%\ncopy from old.ts\ncopy to copied.ts\n',
    section('script.sh', 'old mode 100644\nnew mode 100755'),
    section('new.txt', 'new file mode 100644\nindex 0000000..e69de29'),
    section('gone.txt', 'deleted file mode 100644\nindex e69de29..0000000'),
    section('logo.png', 'index 1234567..abcdef0 100644\nBinary files a/logo.png and b/logo.png differ'),
  ].join('');
  show(<DiffViewer source={await sourceFromPatch(engine, patch)} />);
  const said = fileLines().map((path) => {
    fireEvent.click(fileLine(path));
    return `${path}: ${document.querySelector('.hw-notice')?.textContent}`;
  });
  expect(said).toEqual([
    'renamed.ts: This file was renamed without changes',
    'copied.ts: This file was copied without changes',
    expect.stringMatching(/^script\.sh: No line differs.*permissions/),
    'new.txt: This file was added in AfterThere are no lines in it.',
    'gone.txt: This file was deleted from BeforeThere are no lines in it.',
    expect.stringMatching(/^logo\.png: Binary file/),
  ]);
});

test('long lines are cut with a button, hidden characters named, a missing line end told', () => {
  const long = 'x'.repeat(3000);
  const text = `@@ -1 +1,3 @@\n-old\n\\ No newline at end of file\n+${long}\n+a\u202eb\n+c\n`;
  show(<DiffViewer files={[modified('f', text)]} engine={engine} view="unified" />);
  const line = () => document.querySelector('.hw-line[data-row="2"]')?.textContent;
  expect(line()).toHaveLength(2000);
  fireEvent.click(screen.getByRole('button', { name: 'Show all 3,000 characters' }));
  expect(line()).toBe(long);
  expect(document.querySelector<HTMLElement>('.hw-hidden-character')?.dataset.name).toBe('U+202E');
  expect(document.querySelector('.hw-line[data-row="3"]')?.textContent).toBe('a\u202eb');
  expect(screen.getAllByText('no newline at end of file')).toHaveLength(1);
});

test('text that does not add up is shown as it is, with a remark', () => {
  const text = '--- a\n+++ b\n@@ -1,3 +1,3 @@\n one\n-two\n+TWO\nstray <b>text</b>\n';
  show(<DiffViewer files={[modified('f', text)]} engine={engine} view="unified" />);
  expect(screen.getByRole('note').textContent).toContain('does not add up');
  expect(document.querySelector('.hw-raw .hw-line')?.textContent).toBe('stray <b>text</b>');
});

test('the tree shows folders, which can be closed with the keyboard', async () => {
  const source = await sourceFromPatch(engine, patchOf('src/a/one.ts', 'src/a/two.ts', 'top.ts'));
  show(<DiffViewer source={source} />);
  fireEvent.click(screen.getByLabelText('Tree'));
  const names = () => screen.getAllByRole('treeitem').map(({ textContent }) => textContent);
  expect(names()[0]).toBe('src/a');
  const tree = screen.getByRole('tree');
  fireEvent.keyDown(tree, { key: 'Home' });
  fireEvent.keyDown(tree, { key: 'ArrowLeft' });
  expect(fileLines()).toEqual(['top.ts']);
  fireEvent.keyDown(tree, { key: 'ArrowRight' });
  expect(fileLines()).toEqual(['src/a/one.ts', 'src/a/two.ts', 'top.ts']);
});

test('keys can be changed, and do nothing while somebody types', async () => {
  const source: DiffSource = await sourceFromPatch(engine, patchOf('a', 'b'));
  show(<DiffViewer source={source} keys={{ nextFile: ['j'] }} />);
  const scroller = document.querySelector('.hw-scroller') as HTMLElement;
  fireEvent.keyDown(scroller, { key: ']' });
  expect(openPath()).toBe('a');
  fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'j' });
  expect(openPath()).toBe('a');
  fireEvent.keyDown(scroller, { key: 'j' });
  expect(openPath()).toBe('b');
});

test('a file that takes long says how far it is, and the wait can be ended and begun again', async () => {
  const index = engine.indexPayload(JSON.stringify({ files: [modified('f', null)] }));
  let asked: OpenFileOptions | undefined;
  let isQuick = false;
  const source: DiffSource = {
    index,
    key: 'slow',
    openFile: (_, options) => {
      asked = options;
      return isQuick ? engine.parseDiff(oneLineDiff('one', 'two')) : new Promise(() => {});
    },
  };
  show(<DiffViewer source={source} view="unified" />);
  expect(screen.getByText('Loading f …')).toBeTruthy();
  expect(screen.queryByRole('progressbar')).toBeNull();
  act(() => asked?.onProgress?.(1_500_000, 6_000_000));
  expect(screen.getByText('1.4 MB of 5.7 MB')).toBeTruthy();
  expect(screen.getByRole('progressbar', { name: 'Loading f …' })).toHaveProperty('position', 0.25);
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(asked?.signal.aborted).toBe(true);
  expect(screen.getByText('f was not loaded: you ended the wait.')).toBeTruthy();
  act(() => asked?.onProgress?.(3_000_000, 6_000_000));
  expect(screen.queryByRole('progressbar')).toBeNull();
  isQuick = true;
  fireEvent.click(screen.getByRole('button', { name: 'Load diff' }));
  expect(seenRows()).toContain('|2|+|two');
});
