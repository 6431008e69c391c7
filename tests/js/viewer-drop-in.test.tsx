// @vitest-environment jsdom
// What users of a viewer with a `files` prop rely on.

import { act, fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { DiffViewer, DiffViewerSkeleton, type FileDiff } from '../../js/react.ts';
import {
  engine,
  fileLine,
  fileLines,
  inFile,
  modified,
  oneLineDiff,
  oneSided,
  openPath,
  show,
  unchanged,
} from './support/viewer-rows.tsx';

const threeFiles: FileDiff[] = [
  modified('src/app.ts', oneLineDiff('old', 'new')),
  { file_path: 'src/new.ts', status: 'added' },
  { file_path: 'src/gone.ts', status: 'deleted' },
];

const changedFiles = (count: number) =>
  Array.from({ length: count }, (_, i) => modified(`file-${i}.ts`, oneLineDiff(`a${i}`, `b${i}`)));

test('the list shows every changed file with its status in a word', () => {
  show(<DiffViewer files={threeFiles} engine={engine} />);
  expect(fileLines()).toEqual(['src/app.ts', 'src/new.ts', 'src/gone.ts']);
  expect(inFile('src/app.ts').getByText('Modified')).toBeTruthy();
  expect(inFile('src/new.ts').getByText('Added')).toBeTruthy();
  expect(inFile('src/gone.ts').getByText('Deleted')).toBeTruthy();
});

test('the bar counts files as +added ~modified -deleted, each only if there is one', () => {
  const { rerender } = show(<DiffViewer files={threeFiles} engine={engine} />);
  expect(screen.getByRole('heading', { name: 'Diff Viewer' })).toBeTruthy();
  for (const total of ['+1', '~1', '-1']) expect(screen.getByText(total)).toBeTruthy();
  rerender(<DiffViewer files={threeFiles.slice(0, 1)} engine={engine} />);
  expect(screen.getByText('~1')).toBeTruthy();
  expect(document.querySelector('.hw-totals')?.textContent).toBe('~1');
});

test('files that call their path `path` are shown, too', () => {
  const files = [{ path: 'a.ts', status: 'modified', unified_diff: oneLineDiff('old', 'new') }];
  show(<DiffViewer files={files as unknown as FileDiff[]} engine={engine} />);
  expect(openPath()).toBe('a.ts');
});

test('without files there is one sentence', () => {
  show(<DiffViewer files={[]} engine={engine} />);
  expect(screen.getByText('No changes to display')).toBeTruthy();
});

test('both sides have their labels, "Before" and "After" by default', () => {
  const { rerender } = show(<DiffViewer files={threeFiles} engine={engine} />);
  expect(screen.getByText('Before')).toBeTruthy();
  expect(screen.getByText('After')).toBeTruthy();
  rerender(<DiffViewer files={threeFiles} engine={engine} leftLabel="Collection" rightLabel="Project" />);
  expect(screen.getByText('Collection')).toBeTruthy();
  expect(screen.getByText('Project')).toBeTruthy();
});

test('the first file is open and unfolded; a click opens and unfolds another one', () => {
  const onFileSelect = vi.fn();
  show(<DiffViewer files={changedFiles(2)} engine={engine} onFileSelect={onFileSelect} />);
  expect(openPath()).toBe('file-0.ts');
  expect(screen.getAllByText('1 additions, 1 deletions')).toHaveLength(1);
  expect(onFileSelect).not.toHaveBeenCalled();
  fireEvent.click(fileLine('file-1.ts'));
  expect(openPath()).toBe('file-1.ts');
  expect(screen.getAllByText('1 additions, 1 deletions')).toHaveLength(2);
  expect(onFileSelect.mock.calls).toEqual([['file-1.ts']]);
});

test('the chevron folds without opening', () => {
  show(<DiffViewer files={changedFiles(2)} engine={engine} />);
  fireEvent.click(screen.getByRole('button', { name: 'Collapse file-0.ts' }));
  expect(screen.queryByText('1 additions, 1 deletions')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Expand file-1.ts' }));
  expect(screen.getAllByText('1 additions, 1 deletions')).toHaveLength(1);
  expect(openPath()).toBe('file-0.ts');
});

test('deletions stand beside the additions that replace them', () => {
  show(<DiffViewer files={threeFiles} engine={engine} />);
  const halves = [...document.querySelectorAll('.hw-row')].map((row) =>
    [...row.querySelectorAll('.hw-line')].map(({ textContent }) => textContent),
  );
  expect(halves).toEqual([['@@ -1,3 +1,3 @@'], ['first', 'first'], ['old', 'new'], ['last', 'last']]);
});

test('added, deleted and unchanged files say what they are', () => {
  const files = [
    oneSided('new.md', 'added', 'new'),
    oneSided('gone.md', 'deleted', 'old'),
    unchanged('same.md'),
  ];
  show(<DiffViewer files={files} engine={engine} leftLabel="Left" rightLabel="Right" />);
  expect(screen.getByText('This file was added in Right')).toBeTruthy();
  expect(screen.getByText('Content preview not available for added files.')).toBeTruthy();
  fireEvent.click(fileLine('gone.md'));
  expect(screen.getByText('This file was deleted from Left')).toBeTruthy();
  expect(screen.getByText('Content preview not available for deleted files.')).toBeTruthy();
  fireEvent.change(screen.getByRole('combobox'), { target: { value: 'unchanged' } });
  fireEvent.click(fileLine('same.md'));
  expect(screen.getByText('No changes in this file')).toBeTruthy();
});

test('only unchanged files: they are listed, the first is open', () => {
  show(<DiffViewer files={[unchanged('a'), unchanged('b')]} engine={engine} />);
  expect(fileLines()).toEqual(['a', 'b']);
  expect(screen.getAllByText('No changes in this file').length).toBeGreaterThan(0);
});

test('every hunk of a file has its header', () => {
  const text = '--- a\n+++ b\n@@ -1 +1 @@\n-a\n+b\n@@ -10 +10 @@ section\n-c\n+d\n';
  show(<DiffViewer files={[modified('f', text)]} engine={engine} />);
  expect(screen.getByText('@@ -1 +1 @@')).toBeTruthy();
  expect(screen.getByText('@@ -10 +10 @@ section')).toBeTruthy();
});

test('Close calls back and is there only if somebody listens', () => {
  const onClose = vi.fn();
  const { rerender } = show(<DiffViewer files={threeFiles} engine={engine} onClose={onClose} />);
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(onClose).toHaveBeenCalledOnce();
  rerender(<DiffViewer files={threeFiles} engine={engine} />);
  expect(screen.queryByRole('button', { name: 'Close' })).toBeNull();
});

test('50 changed files: all can be unfolded, nothing is held back', () => {
  show(<DiffViewer files={changedFiles(50)} engine={engine} />);
  expect(fileLines()).toHaveLength(50);
  expect(screen.queryByText(/Showing/)).toBeNull();
});

test.each([51, 75])('%i changed files: all are listed, 50 in detail until one asks for all', (count) => {
  show(<DiffViewer files={changedFiles(count)} engine={engine} />);
  expect(fileLines()).toHaveLength(count);
  expect(screen.getByText(`Showing 50 of ${count} files`)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Expand file-50.ts' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: `Load all ${count} files` }));
  expect(screen.queryByText(/Showing/)).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Expand file-50.ts' }));
  expect(screen.getAllByText('1 additions, 1 deletions')).toHaveLength(2);
});

test('more than 100 changed files can also be had in steps of 50', () => {
  show(<DiffViewer files={changedFiles(120)} engine={engine} />);
  fireEvent.click(screen.getByRole('button', { name: 'Load 50 more' }));
  expect(screen.getByText('Showing 100 of 120 files')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Load 20 more' }));
  expect(screen.queryByText(/Showing/)).toBeNull();
});

const large = (count: number) => `--- a\n+++ b\n@@ -0,0 +1,${count} @@\n${'+line\n'.repeat(count)}`;

test('a diff of 1,100 lines waits for "Load diff"; its counts are there before', () => {
  show(<DiffViewer files={[modified('large.txt', large(1100))]} engine={engine} />);
  expect(screen.getByText(/This file diff is large \(6 KB, 1,101 rows\)/)).toBeTruthy();
  expect(screen.getByText('1,100 additions, 0 deletions')).toBeTruthy();
  expect(document.querySelectorAll('.hw-row')).toHaveLength(0);
  fireEvent.click(screen.getByRole('button', { name: 'Load diff' }));
  expect(document.querySelectorAll('.hw-row').length).toBeGreaterThan(0);
  expect(screen.queryByText(/This file diff is large/)).toBeNull();
});

test('a diff of 51 KB in a few lines waits, too', () => {
  const text = `--- a\n+++ b\n@@ -0,0 +1 @@\n+${'x'.repeat(52_000)}\n`;
  show(<DiffViewer files={[modified('wide.txt', text)]} engine={engine} />);
  expect(screen.getByText(/This file diff is large \(51 KB, 2 rows\)/)).toBeTruthy();
});

test('thresholds can be set', () => {
  const files = [modified('a', oneLineDiff('1', '2')), modified('b', large(1500))];
  show(<DiffViewer files={files} engine={engine} thresholds={{ guardRows: 4, expandableFiles: 1 }} />);
  expect(screen.getByText(/This file diff is large/)).toBeTruthy();
  expect(screen.getByText('Showing 1 of 2 files')).toBeTruthy();
});

test('resolution buttons have their labels and say what was chosen', () => {
  const onResolve = vi.fn();
  const { rerender } = show(
    <DiffViewer files={threeFiles} engine={engine} showResolutionActions onResolve={onResolve} />,
  );
  for (const name of ['Keep Local (Project)', 'Keep Remote (Collection)', 'Merge'])
    fireEvent.click(screen.getByRole('button', { name }));
  expect(onResolve.mock.calls).toEqual([['keep_local'], ['keep_remote'], ['merge']]);
  rerender(
    <DiffViewer
      files={threeFiles}
      engine={engine}
      showResolutionActions
      onResolve={onResolve}
      localLabel="Mine"
      remoteLabel="Theirs"
      previewMode
      isResolving
    />,
  );
  for (const name of ['Keep Mine', 'Keep Theirs', 'Merge'])
    expect(screen.getByRole<HTMLButtonElement>('button', { name }).disabled).toBe(true);
  expect(document.querySelector('.hw-spinner')).toBeTruthy();
  expect(screen.getByText('Preview mode - select which version to keep')).toBeTruthy();
  rerender(<DiffViewer files={threeFiles} engine={engine} />);
  expect(screen.queryByRole('button', { name: 'Merge' })).toBeNull();
});

test('while data is on the way there is a skeleton', () => {
  const { rerender } = show(<DiffViewer files={threeFiles} engine={engine} isLoading />);
  expect(document.querySelector('.hw-is-skeleton')).toBeTruthy();
  expect(fileLines()).toEqual([]);
  rerender(<DiffViewerSkeleton />);
  expect(screen.getByLabelText('Reading the list of files …').getAttribute('aria-busy')).toBe('true');
});

test('all texts can be replaced', () => {
  const labels = { title: 'Unterschiede', loadDiff: 'Laden' };
  show(<DiffViewer files={[modified('f', large(1100))]} engine={engine} labels={labels} />);
  expect(screen.getByRole('heading', { name: 'Unterschiede' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Laden' })).toBeTruthy();
});

test('an engine that answers later shows the same', async () => {
  const later = {
    ...engine,
    indexPayload: (bytes: Uint8Array | string) => Promise.resolve(engine.indexPayload(bytes)),
    createFileParser: (...question: Parameters<typeof engine.createFileParser>) => {
      const parser = engine.createFileParser(...question);
      return {
        get isComplete() {
          return parser.isComplete;
        },
        read: async (bytes: number) => parser.read(bytes),
        table: () => parser.table(),
      };
    },
    intraline: (...question: Parameters<typeof engine.intraline>) =>
      Promise.resolve(engine.intraline(...question)),
  } as unknown as import('../../js/react.ts').AnyDiffEngine;
  const files = [modified('src/app.ts', oneLineDiff('an old word', 'a new word'))];
  show(<DiffViewer files={files} engine={later} />);
  expect(screen.getByText('Reading the list of files …')).toBeTruthy();
  await act(async () => {});
  expect(openPath()).toBe('src/app.ts');
  expect(document.querySelectorAll('.hw-row')).toHaveLength(4);
  expect([...document.querySelectorAll('.hw-changed')].map(({ textContent }) => textContent)).toEqual([
    'an old',
    'a new',
  ]);
});
