// Opens and closes viewers, one after the other, as an application with a dialog does.

import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { type DiffTable, loadEngine } from '../../../dist/index.js';
import { type AnyDiffEngine, type DiffSource, DiffViewer, sourceFromPatch } from '../../../dist/react.js';
import { createWorkerEngine } from '../../../dist/worker.js';
import { lifetimePatch } from './lifetime-patch.ts';

export interface OpenOptions {
  readonly isWorker: boolean;
  readonly view: 'unified' | 'split';
  readonly isStrict: boolean;
  /** The source answers only when it is told to. */
  readonly isSlow: boolean;
  /** Milliseconds that marks inside lines take. */
  readonly marksTake: number;
}

const wasm = '/dist/core.wasm';
const holder = document.getElementById('root') as HTMLElement;
const patch = new TextEncoder().encode(lifetimePatch(5000));

let engine: AnyDiffEngine | undefined;
let root: Root | undefined;
/** Calls of a slow source that wait for their answer. */
let waiting: { readonly signal: AbortSignal; readonly answer: () => Promise<void> }[] = [];
let painted = 0;

async function sourceFor({ isWorker, isSlow, marksTake }: OpenOptions): Promise<DiffSource> {
  const user = isWorker
    ? await createWorkerEngine({ wasm, workerUrl: '/dist/diff-worker.js' })
    : await loadEngine({ wasm });
  engine = user;
  const source = await sourceFromPatch(user, patch);
  if (marksTake > 0) {
    return {
      ...source,
      intraline: async (table, rows) => {
        await new Promise((resolve) => setTimeout(resolve, marksTake));
        return user.intraline(table, rows);
      },
    };
  }
  if (!isSlow) return source;
  return {
    ...source,
    openFile: (file, { signal }) =>
      new Promise<DiffTable>((resolve) => {
        const answer = async () =>
          resolve(await source.openFile(file, { signal: new AbortController().signal }));
        waiting.push({ signal, answer });
      }),
  };
}

async function open(options: OpenOptions): Promise<void> {
  const source = await sourceFor(options);
  painted = 0;
  root = createRoot(holder);
  const viewer = (
    <DiffViewer
      source={source}
      view={options.view}
      thresholds={{ guardRows: Infinity, guardDiffBytes: Infinity }}
      onDetailPainted={() => {
        ++painted;
      }}
    />
  );
  flushSync(() => root?.render(options.isStrict ? <StrictMode>{viewer}</StrictMode> : viewer));
}

function unmount(): void {
  root?.unmount();
  root = undefined;
}

function close(): void {
  unmount();
  engine?.dispose();
  engine = undefined;
}

/** The slow source's calls answer now: how many there were, and how many of them had been called off. */
async function answerAll(): Promise<{ readonly calls: number; readonly aborted: number }> {
  const calls = waiting;
  waiting = [];
  const aborted = calls.filter(({ signal }) => signal.aborted).length;
  await Promise.all(calls.map(({ answer }) => answer()));
  return { calls: calls.length, aborted };
}

const frame = () => new Promise(requestAnimationFrame);

async function until(isTrue: () => boolean): Promise<void> {
  const start = performance.now();
  while (!isTrue()) {
    if (performance.now() - start > 10_000) throw new Error('waited too long');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** What a reader does with a file: scrolls, searches, goes from change to change. */
async function read(): Promise<void> {
  const find = <T extends HTMLElement>(selector: string) => holder.querySelector<T>(selector);
  await until(() => find('.hw-row') !== null);
  const scroller = find('.hw-scroller');
  if (!scroller) throw new Error('no scroller');
  for (const part of [0.3, 0.9, 0.5]) {
    scroller.scrollTop = part * scroller.scrollHeight;
    await frame();
  }
  find('.hw-file-tools button')?.click();
  await until(() => find('.hw-find input') !== null);
  const input = find<HTMLInputElement>('.hw-find input');
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  setValue?.call(input, 'line 4000 ');
  input?.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await until(() => find('.hw-found') !== null);
  scroller.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true, cancelable: true }));
  document.getSelection()?.selectAllChildren(scroller);
}

async function cycle(options: OpenOptions): Promise<void> {
  await open(options);
  await read();
  close();
  document.getSelection()?.removeAllRanges();
  await frame();
}

Object.assign(globalThis, {
  lifetime: { open, unmount, close, read, cycle, answerAll, paintedTimes: () => painted },
});
document.documentElement.dataset.ready = '';
