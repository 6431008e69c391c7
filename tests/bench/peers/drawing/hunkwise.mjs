// Ours, as an application has it: the viewer over a patch, with the engine in the page.
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { loadEngine } from '../../../../dist/index.js';
import { DiffViewer, sourceFromPatch } from '../../../../dist/viewer.js';
import '../../../../dist/styles.css';

// Large files wait for a click by default. Here everybody draws what they were given.
const thresholds = { guardRows: Number.MAX_SAFE_INTEGER, guardDiffBytes: Number.MAX_SAFE_INTEGER };

let engine;

/** Draws with the given engine; the contestant with the Worker has the same. */
export async function openWith(engine, container, { patch, paths }, view) {
  const source = await sourceFromPatch(engine, patch);
  const root = createRoot(container);
  let shown = { view };
  const draw = (changed) => {
    shown = { ...shown, ...changed };
    root.render(createElement(DiffViewer, { source, thresholds, onViewChange() {}, ...shown }));
  };
  draw({});
  return {
    scroller: () => container.querySelector('.hw-scroller'),
    rows: '.hw-row',
    changed: '.hw-addition, .hw-deletion',
    shows: (wanted) =>
      container.querySelector('.hw-scroller')?.classList.contains('hw-is-split') === (wanted === 'split'),
    setView: (wanted) => draw({ view: wanted }),
    openFile: (file) => draw({ selectedPath: paths[file] }),
    close: () => root.unmount(),
    wasmBytes: () => engine.heapBytes,
  };
}

export default {
  async prepare() {
    engine = await loadEngine({ wasm: '/dist/core.wasm' });
  },
  open: (...what) => openWith(engine, ...what),
};
