// Shows hostile strings one after the other, each wherever the viewer shows text of others, and tells what is wrong.

import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { loadEngine } from '../../../dist/index.js';
import { type DiffSource, DiffViewer, type DiffViewerProps, sourceFromPatch } from '../../../dist/react.js';
import { foreignParts, placesOfCells, unnamedTurns, vocabularyOf } from './hostile-checks.ts';
import {
  fileOfRows,
  fileOfSentence,
  nameOf,
  newNameOf,
  patchOfRenames,
  rowsOf,
  sentenceOf,
} from './hostile-data.ts';
import { asSent, hostileStrings } from './hostile-strings.ts';

type View = 'unified' | 'split';

/** Of a line, before somebody asks for more. */
const LONGEST = 2000;

const engine = await loadEngine({ wasm: '/dist/core.wasm' });
const holder = document.getElementById('root') as HTMLElement;
const root = createRoot(holder);
const violations: string[] = [];
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
  violations.push(`${effectiveDirective} ${blockedURI}`),
);

// Long texts are not to wait for a click.
const thresholds = { guardRows: Infinity, guardDiffBytes: Infinity };
const show = (props: DiffViewerProps) =>
  flushSync(() => root.render(<DiffViewer thresholds={thresholds} {...props} />));
const all = (selector: string) => [...holder.querySelectorAll<HTMLElement>(selector)];
const textOf = (selector: string) => holder.querySelector(selector)?.textContent ?? undefined;

function differing(what: string, shown: string | undefined, given: string): string[] {
  return shown === given ? [] : [`${what} is ${JSON.stringify(shown)?.slice(0, 300)}`];
}

function showRows(text: string, files: readonly ReturnType<typeof fileOfRows>[], view: View): void {
  const path = asSent(text);
  show({ files, engine, view, selectedPath: path, leftLabel: text, rightLabel: `${text}!` });
}

/** A long text is read to its end behind the frame that shows how it begins. */
async function allRows(): Promise<void> {
  while (holder.querySelector('.hw-rows[aria-busy=true]')) await new Promise(requestAnimationFrame);
}

/** Rows, path, section, labels. */
function faultsOfRows(text: string, view: View): string[] {
  const path = asSent(text);
  const [header = '', same = '', before = '', after = ''] = rowsOf(path).map((row) => row.slice(0, LONGEST));
  const lines = view === 'unified' ? [header, same, before, after] : [header, same, same, before, after];
  const shown = all('.hw-line').map(({ textContent }) => textContent);
  return [
    ...lines.flatMap((line, i) => differing(`row ${i}`, shown[i], line)),
    ...differing('path', textOf('.hw-file-path bdi'), path),
    ...differing('path in the list', all('.hw-selected .hw-path')[0]?.title, path),
    ...differing('old side', textOf('.hw-old-side bdi'), text),
    ...differing('new side', textOf('.hw-new-side bdi'), `${text}!`),
    ...all('.hw-line, .hw-file-path, .hw-selected .hw-path, .hw-sides').flatMap(unnamedTurns),
    ...((holder.querySelector('.hw-scroller')?.clientHeight ?? 0) < 200 ? ['no room for rows'] : []),
  ];
}

function faultsOfSentence(text: string): string[] {
  const path = asSent(text);
  const sentence = `The service could not compare ${path}: ${sentenceOf(path)}`;
  const said = holder.querySelector('.hw-failure p');
  const bottom = holder.querySelector('.hw-failure')?.getBoundingClientRect().bottom ?? 0;
  const end = holder.querySelector('.hw-diff')?.getBoundingClientRect().bottom ?? 0;
  return [
    ...differing('sentence', said?.textContent ?? undefined, sentence),
    ...(said ? unnamedTurns(said) : []),
    ...(bottom > end + 1 ? ['the end of the sentence is out of reach'] : []),
  ];
}

function faultsOfRename(text: string): string[] {
  return [
    ...differing('old path', textOf('.hw-old-path bdi'), `from ${asSent(nameOf(text))}`),
    ...all('.hw-old-path').flatMap(unnamedTurns),
  ];
}

/** Texts of the first kind bring every part of the viewer that there is. */
function usualParts(view: View): ReadonlySet<string> {
  const harmless = ['plain', 'hidden \u200b and\u202e', 'x'.repeat(LONGEST * 2)];
  const words = new Set<string>();
  const keep = () => {
    for (const word of vocabularyOf(holder)) words.add(word);
  };
  const files = harmless.map(fileOfRows);
  for (const text of harmless) {
    showRows(text, files, view);
    keep();
  }
  show({ files: [fileOfSentence('plain')], engine, view });
  keep();
  return words;
}

async function check(count: number, from: number, to: number, view: View): Promise<readonly string[]> {
  const texts = hostileStrings(count, 20_26).slice(from, to);
  const usual = usualParts(view);
  showRows('plain', [fileOfRows('plain')], view);
  const places = JSON.stringify(placesOfCells(holder));
  const faults: string[] = [];
  const tell = (text: string, found: readonly string[]) => {
    for (const fault of [...found, ...foreignParts(holder, usual)])
      faults.push(`${JSON.stringify(text.slice(0, 120))}: ${fault}`);
  };

  const files = texts.map(fileOfRows);
  for (const text of texts) {
    showRows(text, files, view);
    await allRows();
    const hasMoved = JSON.stringify(placesOfCells(holder)) !== places;
    tell(text, [...faultsOfRows(text, view), ...(hasMoved ? ['cells have moved'] : [])]);
  }
  // Sentences and old paths are the same in both views.
  if (view === 'split') return [...faults, ...violations];

  const sentences = texts.map(fileOfSentence);
  for (const text of texts) {
    show({ files: sentences, engine, view, selectedPath: asSent(text) });
    tell(text, faultsOfSentence(text));
  }
  const source: DiffSource = await sourceFromPatch(engine, patchOfRenames(texts));
  for (const [i, text] of texts.entries()) {
    show({ source, view, selectedPath: newNameOf(i) });
    tell(text, faultsOfRename(text));
  }
  return [...faults, ...violations];
}

Object.assign(globalThis, { checkHostile: check });
document.documentElement.dataset.ready = '';
