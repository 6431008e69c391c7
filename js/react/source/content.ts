// What an application holds and the viewer reads for it: the files of an answer, a patch, two texts.

import { type Awaitable, whenHere } from './awaitable.ts';
import {
  type AnyDiffEngine,
  type DiffSource,
  type SourceOptions,
  sourceFromIndex,
  textsSource,
} from './diff-source.ts';
import { type FileDiff, payloadOfFiles, saySame } from './file-diff.ts';

type Text = Uint8Array | string;

export type Content =
  | { readonly kind: 'files'; readonly files: readonly FileDiff[] }
  | { readonly kind: 'patch'; readonly patch: Text }
  | {
      readonly kind: 'texts';
      readonly oldText: Text;
      readonly newText: Text;
      readonly path: string;
      readonly oldPath: string | undefined;
    };

/** Whether two contents say the same. Bytes do if they are the same array. */
export function isSameContent(one: Content, other: Content): boolean {
  if (one.kind === 'files') return other.kind === 'files' && saySame(one.files, other.files);
  if (one.kind === 'patch') return other.kind === 'patch' && one.patch === other.patch;
  return (
    other.kind === 'texts' &&
    one.oldText === other.oldText &&
    one.newText === other.newText &&
    one.path === other.path &&
    one.oldPath === other.oldPath
  );
}

/** At once, with an engine of this thread. @throws {DiffError} as the engine's call for that kind */
export function sourceOfContent(
  engine: AnyDiffEngine,
  content: Content,
  options: SourceOptions,
): Awaitable<DiffSource> {
  if (content.kind === 'texts') {
    const { oldText, newText, path, oldPath } = content;
    const table = engine.diffTexts(oldText, newText);
    return whenHere(table, (rows) => textsSource(engine, rows, { path, oldPath }, options));
  }
  const index =
    content.kind === 'files'
      ? engine.indexPayload(payloadOfFiles(content.files))
      : engine.indexPatch(content.patch);
  return whenHere(index, (made) => sourceFromIndex(engine, made, options));
}
