// Every word of the viewer, in one place.

import type { DiagnosticCode, FileStatus, RowKind } from '../../core/api.ts';
import { bytes, count, counted } from './quantities.ts';

/** All texts of the viewer. Replace some or all of them with the `labels` prop. */
export interface ViewerTexts {
  readonly title: string;
  readonly close: string;
  readonly files: string;
  readonly filterFiles: string;
  readonly statusFilter: string;
  readonly changedFiles: string;
  readonly allFiles: string;
  readonly status: Readonly<Record<FileStatus, string>>;
  /** Of a file that was changed on both sides since its copies were last the same. */
  readonly conflict: string;
  readonly asTree: string;
  readonly listWidth: string;
  readonly filesShown: (shown: number, all: number) => string;
  readonly expand: (path: string) => string;
  readonly collapse: (path: string) => string;
  readonly lineCounts: (additions: number, deletions: number) => string;
  readonly lineCountsUnknown: string;
  readonly sameOnBothSides: string;
  readonly showingFiles: (shown: number, all: number) => string;
  readonly inDetail: string;
  readonly loadMore: (files: number) => string;
  readonly loadAllFiles: (all: number) => string;
  readonly noChangesToDisplay: string;
  readonly noFileInPatch: string;
  readonly noFileInPatchDetail: string;
  readonly noFileMatches: (filter: string) => string;
  readonly noFileOfStatus: string;
  readonly showAllFiles: string;

  readonly view: string;
  readonly unified: string;
  readonly split: string;
  readonly wrapLines: string;
  readonly nothingOpen: string;
  readonly nothingOpenDetail: (changed: number) => string;
  readonly renamedFrom: (oldPath: string) => string;
  readonly rowsOf: (path: string) => string;
  readonly rowKinds: Readonly<Record<RowKind, string>>;
  readonly hiddenCharacter: (name: string) => string;
  readonly hiddenCharacters: string;
  readonly hiddenCharactersTitle: string;
  readonly noNewline: string;
  readonly noNewlineTitle: string;
  readonly showAllCharacters: (characters: number) => string;
  readonly row: (row: number) => string;
  readonly doesNotAddUp: (places: number) => string;
  readonly diagnostics: Readonly<Record<DiagnosticCode, string>>;
  readonly showAllPlaces: (all: number) => string;
  readonly notShortest: string;

  readonly largeDiff: (diffBytes: number, rows: number) => string;
  readonly loadDiff: string;
  readonly noChangesInFile: string;
  readonly addedIn: (label: string) => string;
  readonly deletedFrom: (label: string) => string;
  readonly onlyIn: (label: string, other: string) => string;
  readonly noPreview: (status: 'added' | 'deleted') => string;
  readonly noText: string;
  readonly noTextDetail: string;
  readonly binary: string;
  readonly binaryDetail: string;
  readonly noLineDiffers: string;
  readonly noLineDiffersDetail: string;
  readonly renamedOnly: string;
  readonly copiedOnly: string;
  readonly noLines: string;
  readonly loadingFiles: string;
  readonly loadingFile: (path: string) => string;
  readonly soFar: (received: number, total: number | undefined) => string;
  readonly cancel: string;
  readonly leftFile: (path: string) => string;
  readonly filesFailed: (reason: string) => string;
  readonly fileFailed: (path: string, reason: string) => string;
  readonly serviceError: (path: string, said: string) => string;
  readonly retry: string;

  readonly find: string;
  readonly findInFile: (path: string) => string;
  readonly previousMatch: string;
  readonly nextMatch: string;
  readonly matches: (current: number, all: number, isDone: boolean) => string;
  readonly closeFind: string;
  readonly noFurtherChange: string;
  readonly help: string;
  readonly helpTitle: string;
  readonly keyActions: Readonly<Record<KeyAction, string>>;

  readonly keep: (label: string) => string;
  readonly local: string;
  readonly remote: string;
  readonly merge: string;
  readonly resolving: string;
  readonly previewMode: string;
}

/** What keys do; see the `keys` prop. */
export type KeyAction =
  | 'nextFile'
  | 'previousFile'
  | 'nextChange'
  | 'previousChange'
  | 'filter'
  | 'find'
  | 'help';

/** The viewer's texts, in English. An application replaces single ones with the prop `labels`. */
export const defaultTexts: ViewerTexts = {
  title: 'Diff Viewer',
  close: 'Close',
  files: 'Files',
  filterFiles: 'Filter files',
  statusFilter: 'Files to list',
  changedFiles: 'Changed files',
  allFiles: 'All files',
  status: {
    added: 'Added',
    modified: 'Modified',
    deleted: 'Deleted',
    unchanged: 'Unchanged',
    renamed: 'Renamed',
    copied: 'Copied',
    'type-changed': 'Type changed',
  },
  conflict: 'Conflict: changed both here and upstream',
  asTree: 'Tree',
  listWidth: 'Width of the list of files',
  filesShown: (shown, all) => `${count(shown)} of ${counted(all, 'file')}`,
  expand: (path) => `Expand ${path}`,
  collapse: (path) => `Collapse ${path}`,
  lineCounts: (additions, deletions) => `${count(additions)} additions, ${count(deletions)} deletions`,
  lineCountsUnknown: 'Not counted: no text was sent',
  sameOnBothSides: 'The same on both sides',
  showingFiles: (shown, all) => `Showing ${count(shown)} of ${count(all)} files`,
  inDetail: 'in detail',
  loadMore: (files) => `Load ${count(files)} more`,
  loadAllFiles: (all) => `Load all ${count(all)} files`,
  noChangesToDisplay: 'No changes to display',
  noFileInPatch: 'No file in this patch',
  noFileInPatchDetail:
    'There is text, but no line of it begins a file or a hunk. What git diff and diff -u print can be shown, as UTF-8 and without colours.',
  noFileMatches: (filter) => `No listed file has “${filter}” in its path.`,
  noFileOfStatus: 'No file has this status.',
  showAllFiles: 'Show all files',

  view: 'View',
  unified: 'Unified',
  split: 'Split',
  wrapLines: 'Wrap lines',
  nothingOpen: 'No file is open',
  nothingOpenDetail: (changed) =>
    `${counted(changed, 'file differs', 'files differ')}. Choose one in the list to see its rows.`,
  renamedFrom: (oldPath) => `from ${oldPath}`,
  rowsOf: (path) => `Rows of ${path}`,
  rowKinds: {
    hunkHeader: '',
    context: '',
    addition: 'added',
    deletion: 'removed',
    raw: 'not classified',
  },
  hiddenCharacter: (name) => `hidden character ${name}`,
  hiddenCharacters: 'hidden characters',
  hiddenCharactersTitle: 'This line holds characters that are not visible; each is shown by its number.',
  noNewline: 'no newline at end of file',
  noNewlineTitle: 'The file ends here without a line end.',
  showAllCharacters: (characters) => `Show all ${count(characters)} characters`,
  row: (row) => `Row ${count(row)}`,
  doesNotAddUp: (places) =>
    `This diff does not add up in ${counted(places, 'place')}; what could not be classified is shown as it was sent (?).`,
  diagnostics: {
    'truncated-hunk': 'a hunk is shorter than its header says',
    'unexpected-line': 'a line is neither context nor change',
    'surplus-text': 'text that belongs to no hunk',
    'bad-hunk-header': 'a hunk header cannot be read',
    'no-hunk': 'text without any hunk',
    'combined-diff': 'a diff of more than two sides, shown as it is',
  },
  showAllPlaces: (all) => `Show all ${count(all)} places`,
  notShortest: 'Comparing further would have taken too long: the rows are right, but fewer might do.',

  largeDiff: (diffBytes, rows) => {
    const sizes = [diffBytes > 0 ? bytes(diffBytes) : '', rows > 0 ? counted(rows, 'row') : ''];
    return `This file diff is large (${sizes.filter(Boolean).join(', ')}). Loading it may slow down the browser.`;
  },
  loadDiff: 'Load diff',
  noChangesInFile: 'No changes in this file',
  addedIn: (label) => `This file was added in ${label}`,
  deletedFrom: (label) => `This file was deleted from ${label}`,
  onlyIn: (label, other) => `This file is only in ${label}; ${other} does not have it`,
  noPreview: (status) => `Content preview not available for ${status} files.`,
  noText: 'Binary, unreadable or not sent',
  noTextDetail:
    'This file differs, but there is no text to compare: it is binary or unreadable, or the answer was sent without it.',
  binary: 'Binary file',
  binaryDetail: 'This file differs, but it is binary, so there are no lines to compare.',
  noLineDiffers: 'No line differs',
  noLineDiffersDetail:
    'The file differs, but not in a way that a diff of lines shows: in its line ends or permissions, for instance.',
  renamedOnly: 'This file was renamed without changes',
  copiedOnly: 'This file was copied without changes',
  noLines: 'There are no lines in it.',
  loadingFiles: 'Reading the list of files …',
  loadingFile: (path) => `Loading ${path} …`,
  soFar: (received, total) => (total ? `${bytes(received)} of ${bytes(total)}` : bytes(received)),
  cancel: 'Cancel',
  leftFile: (path) => `${path} was not loaded: you ended the wait.`,
  filesFailed: (reason) => `The list of files could not be read: ${reason}`,
  fileFailed: (path, reason) => `The rows of ${path} could not be loaded: ${reason}`,
  serviceError: (path, said) => `The service could not compare ${path}: ${said}`,
  retry: 'Retry',

  find: 'Find',
  findInFile: (path) => `Find in ${path}`,
  previousMatch: 'Previous match',
  nextMatch: 'Next match',
  matches: (current, all, isDone) => {
    if (all === 0) return isDone ? 'No match' : 'Searching …';
    return `${count(current)} of ${count(all)}${isDone ? '' : ' …'}`;
  },
  closeFind: 'Close search',
  noFurtherChange: 'No further change in this file',
  help: 'Help',
  helpTitle: 'Keyboard',
  keyActions: {
    nextFile: 'Next file',
    previousFile: 'Previous file',
    nextChange: 'Next change',
    previousChange: 'Previous change',
    filter: 'Filter the list of files',
    find: 'Find in the open file',
    help: 'This help',
  },

  keep: (label) => `Keep ${label}`,
  local: 'Local (Project)',
  remote: 'Remote (Collection)',
  merge: 'Merge',
  resolving: 'Resolving …',
  previewMode: 'Preview mode - select which version to keep',
};

/** The default texts with some of them replaced. */
export const textsWith = (labels: Partial<ViewerTexts> | undefined): ViewerTexts =>
  labels ? { ...defaultTexts, ...labels } : defaultTexts;
