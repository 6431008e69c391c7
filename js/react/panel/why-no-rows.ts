// Why a file has no rows, in words: by what is known before it is opened, and by what came.

import type { DiffIndex, DiffTable, FileStatus } from '../../core/api.ts';
import type { ViewerTexts } from '../context/texts.ts';
import type { ViewerSetting } from '../context/ViewerContext.tsx';

export interface Reason {
  readonly title: string;
  readonly text?: string;
}

/** Of a file that there is no need to ask for; undefined if it may have rows. */
export function reasonBeforeOpening(
  index: DiffIndex,
  file: number,
  setting: ViewerSetting,
): Reason | undefined {
  const { texts } = setting;
  const detail = index.detail(file);
  if (detail === 'binary') return { title: texts.binary, text: texts.binaryDetail };
  if (index.status(file) === 'unchanged') return { title: texts.noChangesInFile };
  if (detail !== 'empty' && detail !== 'absent') return undefined;
  if (index.side(file) !== 'both') return oneSided(index, file, setting);
  return detail === 'empty' ? withoutLines(index.status(file), setting) : undefined;
}

function withoutLines(status: FileStatus, { texts }: ViewerSetting): Reason {
  if (status === 'renamed') return { title: texts.renamedOnly };
  if (status === 'copied') return { title: texts.copiedOnly };
  return { title: texts.noLineDiffers, text: texts.noLineDiffersDetail };
}

// The endpoints do not agree on what "added" means, so the side decides what is said of it.
function oneSided(index: DiffIndex, file: number, { texts, leftLabel, rightLabel }: ViewerSetting): Reason {
  const status = index.status(file);
  const isOld = index.side(file) === 'old';
  const text = whyNoPreview(index, file, texts);
  if (status === 'added' && !isOld) return { title: texts.addedIn(rightLabel), ...text };
  if (status === 'deleted' && isOld) return { title: texts.deletedFrom(leftLabel), ...text };
  const [here, there] = isOld ? [leftLabel, rightLabel] : [rightLabel, leftLabel];
  return { title: texts.onlyIn(here, there), ...text };
}

function whyNoPreview(index: DiffIndex, file: number, texts: ViewerTexts): { readonly text?: string } {
  if (index.detail(file) === 'empty') return { text: texts.noLines };
  const status = index.status(file);
  return status === 'added' || status === 'deleted' ? { text: texts.noPreview(status) } : {};
}

/** Of a file whose table came without rows. */
export function reasonWithoutRows(index: DiffIndex, file: number, { texts }: ViewerSetting): Reason {
  return index.detail(file) === 'absent'
    ? { title: texts.noText, text: texts.noTextDetail }
    : { title: texts.noLineDiffers, text: texts.noLineDiffersDetail };
}

/** The sentence that the service sent in the diff's place; undefined if it sent a diff. */
export function sentenceOfService(index: DiffIndex, file: number, table: DiffTable): string | undefined {
  if (table.rowCount !== 1 || table.kindAt(0) !== 'raw') return undefined;
  const text = table.textAt(0);
  // The index does not know of a sentence that came when the file was opened.
  const isSentence = index.detail(file) === 'error' || text.startsWith('[Error generating diff');
  return isSentence ? text : undefined;
}
