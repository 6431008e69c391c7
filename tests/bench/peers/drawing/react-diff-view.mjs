// react-diff-view: a Diff with its Hunks for each file.
import { createElement } from 'react';
import { Diff, Hunk, parseDiff } from 'react-diff-view';
import { createRoot } from 'react-dom/client';
import 'react-diff-view/style/index.css';

const hunksOf = (hunks) => hunks.map((hunk) => createElement(Hunk, { key: hunk.content, hunk }));

export default {
  open(container, { patch }, view) {
    const files = parseDiff(new TextDecoder().decode(patch));
    const root = createRoot(container);
    const draw = (viewType) =>
      root.render(
        files.map(({ type, hunks, newPath }) =>
          createElement(Diff, { key: newPath, viewType, diffType: type, hunks }, hunksOf),
        ),
      );
    draw(view);
    return {
      scroller: () => container,
      rows: '.diff-line',
      changed: '.diff-code-insert, .diff-code-delete',
      shows: (wanted) => container.querySelector(`.diff-${wanted}`) !== null,
      setView: draw,
      openFile: (file) => container.querySelectorAll('table.diff')[file].scrollIntoView(),
      close: () => root.unmount(),
    };
  },
};
