// @vitest-environment jsdom
// What viewers of such answers have got wrong, each by what a person saw.

import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { DiffViewer } from '../../js/react.ts';
import {
  engine,
  fileLine,
  fileLines,
  modified,
  mountings,
  oneLineDiff,
  oneSided,
  openPath,
  seenRows,
  show,
  spiedEngine,
  unchanged,
} from './support/viewer-rows.tsx';

/** A diff as the service writes it: every newline doubled, headers not. */
const doubled =
  '--- collection/f\n+++ project/f\n@@ -1,4 +1,2 @@\n----\n\n-name: demo\n\n # Demo\n\n-old\n\n+new\n';

test('an empty numbered row after every row, and line numbers that drift', () => {
  show(<DiffViewer files={[modified('SKILL.md', doubled)]} engine={engine} view="unified" />);
  expect(seenRows().slice(1)).toEqual([
    '1||-|---',
    '2||-|name: demo',
    '3|1| |# Demo',
    '4||-|old',
    '|2|+|new',
  ]);
});

test('removed lines that begin with -- and added ones that begin with ++ are missing, and not counted', () => {
  const text = '--- a\n+++ b\n@@ -1,2 +1,2 @@\n--- flag\n same\n+++ i\n';
  show(<DiffViewer files={[modified('f', text)]} engine={engine} view="unified" />);
  expect(seenRows().slice(1)).toEqual(['1||-|-- flag', '2|1| |same', '|2|+|++ i']);
  expect(screen.getByText('1 additions, 1 deletions')).toBeTruthy();
});

test('the rows of the comparison before, when another one has the same paths', () => {
  const first = [modified('a', oneLineDiff('old one', 'new one')), modified('b', oneLineDiff('x', 'y'))];
  const second = [
    modified('a', '--- a\n+++ b\n@@ -7 +7,2 @@\n-old two\n+new two\n+more\n'),
    modified('b', oneLineDiff('x', 'y')),
  ];
  const { rerender } = show(<DiffViewer files={first} engine={engine} view="unified" dataKey="first" />);
  expect(seenRows()).toContain('2||-|old one');
  rerender(<DiffViewer files={second} engine={engine} view="unified" dataKey="second" />);
  expect(seenRows().slice(1)).toEqual(['7||-|old two', '|7|+|new two', '|8|+|more']);
  expect(screen.getByText('2 additions, 1 deletions')).toBeTruthy();
  rerender(<DiffViewer files={first} engine={engine} view="unified" dataKey="first" />);
  expect(seenRows()).toContain('2||-|old one');
  // The same without any key: the content decides.
  rerender(<DiffViewer files={second} engine={engine} view="unified" />);
  rerender(<DiffViewer files={first} engine={engine} view="unified" />);
  expect(seenRows()).toContain('2||-|old one');
});

test('another file than the one that was open, or none, after the list has become another one', () => {
  const files = ['a', 'b', 'c'].map((path) => modified(path, oneLineDiff(`old ${path}`, `new ${path}`)));
  const { rerender } = show(<DiffViewer files={files} engine={engine} view="unified" />);
  fireEvent.click(fileLine('c'));
  rerender(<DiffViewer files={files.slice(1)} engine={engine} view="unified" />);
  expect(openPath()).toBe('c');
  expect(seenRows()).toContain('2||-|old c');
  rerender(<DiffViewer files={files.slice(0, 2)} engine={engine} view="unified" />);
  expect(openPath()).toBe('a');
  expect(seenRows()).toContain('2||-|old a');
});

test('a large file is open at once, because one at its place was loaded before', () => {
  const large = `--- a\n+++ b\n@@ -0,0 +1,1100 @@\n${'+line\n'.repeat(1100)}`;
  const { rerender } = show(<DiffViewer files={[modified('one', large)]} engine={engine} />);
  fireEvent.click(screen.getByRole('button', { name: 'Load diff' }));
  rerender(<DiffViewer files={[modified('two', large)]} engine={engine} />);
  expect(screen.getByRole('button', { name: 'Load diff' })).toBeTruthy();
  rerender(<DiffViewer files={[modified('one', `${large}+surplus\n`)]} engine={engine} />);
  expect(screen.getByRole('button', { name: 'Load diff' })).toBeTruthy();
});

test('a collapsed file costs as much as an open one', () => {
  const spied = spiedEngine();
  const large = `--- a\n+++ b\n@@ -0,0 +1,1100 @@\n${'+line\n'.repeat(1100)}`;
  show(<DiffViewer files={[modified('large', large)]} engine={spied} />);
  expect(screen.getByText('1,100 additions, 0 deletions')).toBeTruthy();
  expect(spied.indexPayload).toHaveBeenCalledTimes(mountings);
  expect(spied.createFileParser).not.toHaveBeenCalled();
  expect(spied.intraline).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Load diff' }));
  expect(spied.createFileParser).toHaveBeenCalledOnce();
});

test('changed files that stand behind many unchanged ones cannot be reached', () => {
  const same = Array.from({ length: 60 }, (_, i) => unchanged(`a/same-${i}`));
  show(<DiffViewer files={[...same, modified('z/changed', oneLineDiff('1', '2'))]} engine={engine} />);
  expect(fileLines()).toEqual(['z/changed']);
  expect(openPath()).toBe('z/changed');
  expect(screen.getByText('1 of 61 files')).toBeTruthy();
  expect(screen.queryByText(/Showing/)).toBeNull();
  fireEvent.change(screen.getByRole('combobox'), { target: { value: 'all' } });
  expect(fileLines()).toHaveLength(61);
});

test('"No changes in this file" of a file that differs, when only a summary was sent', () => {
  show(<DiffViewer files={[modified('f', null)]} engine={engine} />);
  expect(screen.queryByText(/No changes/)).toBeNull();
  expect(screen.getByText('Binary, unreadable or not sent')).toBeTruthy();
  expect(fileLine('f').textContent).toContain('–');
  expect(screen.queryByText(/0 additions/)).toBeNull();
});

test('"No changes in this file" of a file whose line ends differ', () => {
  show(<DiffViewer files={[modified('f', '')]} engine={engine} />);
  expect(screen.queryByText(/No changes/)).toBeNull();
  expect(screen.getByText('No line differs')).toBeTruthy();
});

test('everything closed and read again, because the application rendered', () => {
  const spied = spiedEngine();
  const files = () => ['a', 'b'].map((path) => modified(path, oneLineDiff('old', 'new')));
  const { rerender } = show(<DiffViewer files={files()} engine={spied} view="unified" />);
  fireEvent.click(fileLine('b'));
  const row = document.querySelector('.hw-row');
  for (let times = 0; times < 3; ++times)
    rerender(<DiffViewer files={files()} engine={spied} view="unified" leftLabel={`${times}`} />);
  expect(openPath()).toBe('b');
  expect(document.querySelector('.hw-row')).toBe(row);
  expect(spied.indexPayload).toHaveBeenCalledTimes(mountings);
  expect(spied.createFileParser).toHaveBeenCalledTimes(2);
});

test('"added in" the side that does not have the file', () => {
  // As the endpoints of the collection have it: "added" is what deploying would add.
  const files = [oneSided('only-old', 'added', 'old'), oneSided('only-new', 'deleted', 'new')];
  show(<DiffViewer files={files} engine={engine} leftLabel="Collection" rightLabel="Project" />);
  expect(screen.queryByText(/added in Project/)).toBeNull();
  expect(screen.getByText('This file is only in Collection; Project does not have it')).toBeTruthy();
  fireEvent.click(fileLine('only-new'));
  expect(screen.queryByText(/deleted from Collection/)).toBeNull();
  expect(screen.getByText('This file is only in Project; Collection does not have it')).toBeTruthy();
});

test('a sentence of the service as line 0 of the file', () => {
  const sentence = "[Error generating diff: 'utf-8' codec can't decode byte 0xff]";
  show(<DiffViewer files={[modified('latin1.txt', sentence)]} engine={engine} />);
  expect(screen.getByRole('alert').textContent).toContain(
    `The service could not compare latin1.txt: ${sentence}`,
  );
  expect(document.querySelectorAll('.hw-row')).toHaveLength(0);
});

test('rows of a file that was left while it was loading', async () => {
  const index = engine.indexPayload(
    JSON.stringify({ files: [modified('slow', null), modified('fast', null)] }),
  );
  const table = (text: string) => engine.parseDiff(oneLineDiff(`old ${text}`, `new ${text}`));
  let answer = (_: ReturnType<typeof table>) => {};
  const signals: AbortSignal[] = [];
  const source = {
    index,
    key: 'late',
    openFile: (file: number, { signal }: { signal: AbortSignal }) => {
      signals.push(signal);
      return file === 1
        ? table('fast')
        : new Promise<ReturnType<typeof table>>((resolve) => (answer = resolve));
    },
  };
  show(<DiffViewer source={source} view="unified" />);
  expect(screen.getByText('Loading slow …')).toBeTruthy();
  fireEvent.click(fileLine('fast'));
  expect(signals[0]?.aborted).toBe(true);
  answer(table('slow'));
  await Promise.resolve();
  expect(openPath()).toBe('fast');
  expect(seenRows()).toContain('2||-|old fast');
  // Counts that came with the rows stay in the list.
  expect(screen.getByText('1 additions, 1 deletions')).toBeTruthy();
});

test('nothing but an empty place when a file cannot be loaded', async () => {
  const index = engine.indexPayload(JSON.stringify({ files: [modified('f', null)] }));
  let failures = mountings;
  const openFile = () =>
    failures-- > 0
      ? Promise.reject(new Error('the service did not answer'))
      : engine.parseDiff(oneLineDiff('old', 'new'));
  show(<DiffViewer source={{ index, key: 'fails', openFile }} view="unified" />);
  expect((await screen.findByRole('alert')).textContent).toContain(
    'The rows of f could not be loaded: the service did not answer',
  );
  fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
  expect(seenRows()).toContain('2||-|old');
});
