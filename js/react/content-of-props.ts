// The props of a viewer → what they hold, or what is wrong with them: JavaScript may pass anything, and the plausible
// mistakes would otherwise end as a skeleton that nothing replaces.

import { useMemo } from 'react';
import { isPromise } from './source/awaitable.ts';
import type { Content } from './source/content.ts';
import type { DiffViewerProps } from './viewer-props.ts';

type ContentProps = Pick<
  DiffViewerProps,
  'files' | 'patch' | 'oldText' | 'newText' | 'path' | 'oldPath' | 'source' | 'engine' | 'dataKey'
>;

/** What the viewer is to read; undefined if there is a source, or nothing yet. The same object for the same props. */
export function useContent(props: ContentProps): Content | undefined {
  const { source, files, patch, oldText, newText, path, oldPath } = props;
  return useMemo(() => {
    if (source !== undefined) return undefined;
    if (files !== undefined) return { kind: 'files', files };
    if (patch !== undefined) return { kind: 'patch', patch };
    if (oldText === undefined || newText === undefined || path === undefined) return undefined;
    return { kind: 'texts', oldText, newText, path, oldPath };
  }, [source, files, patch, oldText, newText, path, oldPath]);
}

/** Of a patch in which no file was found: whether there is more than blanks. */
export function hasUnreadText(content: Content | undefined): boolean {
  if (content?.kind !== 'patch') return false;
  const { patch } = content;
  return typeof patch === 'string' ? patch.trim() !== '' : patch.some((byte) => byte > 0x20);
}

/** What a developer has to change; undefined: nothing. */
export function mistakeIn(props: ContentProps): string | undefined {
  const { source, files, engine, path } = props;
  if (!['files', 'patch', 'oldText', 'newText', 'source'].some((name) => name in props))
    return 'DiffViewer takes one of the props files, patch, oldText with newText and path, or source; it got none of them.';
  for (const [name, value] of Object.entries({ source, files, engine }))
    if (isPromise<unknown>(value))
      return `The prop ${name} is a promise. Wait for it, and pass what it gives.`;
  if (files !== undefined && !Array.isArray(files))
    return 'The prop files takes an array, that of the answer. The text of a patch goes into the prop patch.';
  if (source !== undefined && typeof source?.openFile !== 'function')
    return 'The prop source takes what sourceFromPatch() and its like give, or an object with index, key and openFile.';
  if (('oldText' in props || 'newText' in props) && typeof path !== 'string')
    return 'With oldText and newText DiffViewer needs the prop path, the name of the file.';
  return undefined;
}
