// What somebody drops or pastes → a source for the viewer. Nothing leaves the page.

import { type AnyDiffEngine, type DiffSource, sourceFromPatch, sourceFromTexts } from 'hunkwise/react';

/** One text is a patch; two are the sides of one file, in the order of their choice. */
export async function sourceOfFiles(engine: AnyDiffEngine, files: readonly File[]): Promise<DiffSource> {
  const [first, second] = files;
  if (!first || files.length > 2) throw new Error('Give one patch, or two files to compare.');
  const bytes = new Uint8Array(await first.arrayBuffer());
  if (!second) return patchSource(engine, bytes);
  return sourceFromTexts(engine, bytes, new Uint8Array(await second.arrayBuffer()), {
    path: second.name,
    oldPath: first.name,
  });
}

export async function patchSource(engine: AnyDiffEngine, patch: Uint8Array | string): Promise<DiffSource> {
  const source = await sourceFromPatch(engine, patch);
  if (source.index.fileCount === 0)
    throw new Error('No diff was found in it. A patch has lines that begin with @@.');
  return source;
}
