// @vitest-environment jsdom
// Patches and texts that the application holds, the list that can be left out, and what a wrong prop is told.

import { act, fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { type DiffSource, DiffViewer, type DiffViewerProps, sourceFromPatch } from '../../js/react.ts';
import { engine, fileLines, newEngine, openPath, seenRows, show } from './support/viewer-rows.tsx';

const patchOf = (...paths: string[]) =>
  paths.map((path) => `--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n-old ${path}\n+new ${path}\n`).join('');

test('a patch is shown, as a string and as bytes', () => {
  for (const patch of [patchOf('a', 'b'), new TextEncoder().encode(patchOf('a', 'b'))]) {
    const { unmount } = show(<DiffViewer patch={patch} engine={engine} view="unified" />);
    expect(fileLines()).toEqual(['a', 'b']);
    expect(seenRows()).toContain('1||-|old a');
    unmount();
  }
});

test('a patch without any file has nothing to show, and one that is on its way a skeleton', () => {
  const { rerender } = show(<DiffViewer patch={undefined} engine={engine} />);
  expect(screen.getByText('Reading the list of files …')).toBeTruthy();
  rerender(<DiffViewer patch={'\n'} engine={engine} />);
  expect(screen.getByText('No changes to display')).toBeTruthy();
});

test.each<[string, string | Uint8Array]>([
  ['JSON', '{"files":[]}'],
  ['a context diff', '*** a\n--- b\n***************\n*** 1 ****\n! a\n--- 1 ----\n! b\n'],
  ['UTF-16', new Uint8Array(Buffer.from(patchOf('a'), 'utf16le'))],
])('%s in the place of a patch is not passed off as a patch without changes', (_, patch) => {
  show(<DiffViewer patch={patch} engine={engine} />);
  expect(screen.getByText('No file in this patch')).toBeTruthy();
  expect(screen.queryByText('No changes to display')).toBeNull();
});

test('two texts are compared, without a list beside them', () => {
  show(<DiffViewer oldText={'a\nb\n'} newText={'a\nc\n'} path="notes.md" engine={engine} view="unified" />);
  expect(openPath()).toBe('notes.md');
  expect(seenRows().slice(1)).toEqual(['1|1| |a', '2||-|b', '|2|+|c']);
  expect(screen.queryByRole('tree')).toBeNull();
  expect(screen.queryByRole('separator')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Files' })).toBeNull();
});

test('texts that change while one types are there with the next render, and nothing is read twice', () => {
  const own = newEngine();
  const diffTexts = vi.spyOn(own, 'diffTexts');
  const viewer = (newText: string) => (
    <DiffViewer oldText={'one\n'} newText={newText} path="f" engine={own} view="unified" dataKey="f" />
  );
  const { rerender } = show(viewer('two\n'));
  const before = diffTexts.mock.calls.length;
  rerender(viewer('two\n'));
  expect(diffTexts).toHaveBeenCalledTimes(before);
  rerender(viewer('three\n'));
  expect(seenRows()).toContain('|1|+|three');
  expect(diffTexts).toHaveBeenCalledTimes(before + 1);
});

test('from a patch to two texts and back, each shows its own', () => {
  const { rerender } = show(<DiffViewer patch={patchOf('a')} engine={engine} view="unified" />);
  rerender(<DiffViewer oldText="x" newText="y" path="b" engine={engine} view="unified" />);
  expect(openPath()).toBe('b');
  rerender(<DiffViewer patch={patchOf('a')} engine={engine} view="unified" />);
  expect(seenRows()).toContain('|1|+|new a');
});

test('the list can be left out; keys go from file to file all the same', async () => {
  const source = await sourceFromPatch(engine, patchOf('a', 'b'));
  show(<DiffViewer source={source} showFileList={false} view="unified" />);
  expect(screen.queryByRole('tree')).toBeNull();
  const rows = document.querySelector('.hw-scroller') as HTMLElement;
  fireEvent.keyDown(rows, { key: ']' });
  expect(openPath()).toBe('b');
  fireEvent.keyDown(rows, { key: '/' }); // nothing to filter
  fireEvent.click(screen.getByRole('button', { name: 'Help' }));
  expect(screen.queryByText('Filter the list of files')).toBeNull();
});

test('what cannot be read is a sentence', () => {
  show(<DiffViewer patch={new ArrayBuffer(3) as unknown as Uint8Array} engine={engine} />);
  expect(screen.getByRole('alert').textContent).toContain('Wrap it: new Uint8Array(buffer).');
});

test.each<[string, () => object, RegExp]>([
  ['none of the props that say what to show', () => ({ diff: patchOf('a') }), /got none of them/],
  [
    'a source that was not waited for',
    () => ({ source: sourceFromPatch(engine, '') }),
    /source is a promise/,
  ],
  [
    'an engine that was not waited for',
    () => ({ patch: '', engine: Promise.resolve(engine) }),
    /engine is a promise/,
  ],
  ['files that were not waited for', () => ({ files: Promise.resolve([]) }), /files is a promise/],
  ['a whole answer as files', () => ({ files: { files: [] } }), /files takes an array/],
  ['a patch as files', () => ({ files: patchOf('a') }), /goes into the prop patch/],
  ['an index as a source', () => ({ source: engine.indexPatch(patchOf('a')) }), /sourceFromPatch\(\)/],
  ['two texts without a path', () => ({ oldText: 'a', newText: 'b' }), /needs the prop path/],
])('%s: the viewer says so', async (_, props, sentence) => {
  show(<DiffViewer {...(props() as DiffViewerProps)} />);
  expect(screen.getByRole('alert').textContent).toMatch(sentence);
  await act(async () => {});
});

test('TypeScript takes what is not here yet, and refuses two contents or none', async () => {
  const undecided = (text: string | undefined, source: DiffSource | undefined) => [
    <DiffViewer key={1} patch={text} leftLabel={text} onClose={undefined} />,
    <DiffViewer key={2} oldText={text} newText={text} path="f" oldPath={text} />,
    <DiffViewer key={3} source={source} />,
    <DiffViewer key={4} files={undefined} engine={undefined} />,
    // @ts-expect-error: two contents
    <DiffViewer key={5} patch={text} source={source} />,
    // @ts-expect-error: no path
    <DiffViewer key={6} oldText={text} newText={text} />,
    // @ts-expect-error: nothing to show
    <DiffViewer key={7} leftLabel={text} />,
    // @ts-expect-error: not waited for
    <DiffViewer key={8} source={sourceFromPatch(engine, '')} />,
  ];
  expect(undecided(undefined, undefined)).toHaveLength(8);
});
