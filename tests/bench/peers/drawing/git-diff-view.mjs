// @git-diff-view/react: a DiffView for each file.
import { DiffFile, DiffModeEnum, DiffView } from '@git-diff-view/react';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import '@git-diff-view/react/styles/diff-view.css';
import { filesOfPatch } from './files-of-patch.mjs';

const modes = { split: DiffModeEnum.Split, unified: DiffModeEnum.Unified };

function modelOf({ path, text }, view) {
  const sides = { oldFile: { fileName: path }, newFile: { fileName: path } };
  const model = DiffFile.createInstance({ ...sides, hunks: [text] });
  model.initTheme('light');
  model.initRaw();
  build(model, view);
  return model;
}

const build = (model, view) =>
  view === 'split' ? model.buildSplitDiffLines() : model.buildUnifiedDiffLines();

export default {
  open(container, { patch }, view) {
    const models = filesOfPatch(patch).map((file) => modelOf(file, view));
    const root = createRoot(container);
    const draw = (wanted) =>
      root.render(
        models.map((diffFile, key) =>
          createElement(DiffView, { key, diffFile, diffViewMode: modes[wanted], diffViewHighlight: false }),
        ),
      );
    draw(view);
    return {
      scroller: () => container,
      rows: '.diff-line',
      changed: '[data-state="diff"]',
      shows: (wanted) =>
        (container.querySelector('.unified-diff-view') !== null) === (wanted === 'unified') &&
        container.querySelector('.diff-view-wrapper') !== null,
      setView(wanted) {
        for (const model of models) build(model, wanted);
        draw(wanted);
      },
      openFile: (file) => container.querySelectorAll('.diff-view-wrapper')[file].scrollIntoView(),
      close: () => root.unmount(),
    };
  },
};
