// diff2html: its wrapper for pages, without highlighting.
import { Diff2HtmlUI } from 'diff2html/lib-esm/ui/js/diff2html-ui-base.js';
import 'diff2html/bundles/css/diff2html.min.css';

const formats = { split: 'side-by-side', unified: 'line-by-line' };

export default {
  open(container, { patch }, view) {
    const text = new TextDecoder().decode(patch);
    const draw = (wanted) =>
      new Diff2HtmlUI(container, text, { outputFormat: formats[wanted], highlight: false }).draw();
    draw(view);
    return {
      scroller: () => container,
      rows: 'tr',
      changed: '.d2h-ins, .d2h-del',
      shows: (wanted) =>
        (container.querySelector('.d2h-file-side-diff') !== null) === (wanted === 'split') &&
        container.querySelector('.d2h-file-wrapper') !== null,
      setView: draw,
      openFile: (file) => container.querySelectorAll('.d2h-file-wrapper')[file].scrollIntoView(),
      close: () => container.replaceChildren(),
    };
  },
};
