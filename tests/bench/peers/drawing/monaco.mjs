// Monaco's diff editor, its Worker included. It compares two texts; it has no view of a patch.
import { editor } from 'monaco-editor/editor/editor.api.js';

globalThis.MonacoEnvironment = { getWorker: () => new Worker('/pages/monaco-worker.js', { type: 'module' }) };

const decode = (bytes) => new TextDecoder().decode(bytes);

export default {
  open(container, { oldText, newText }, view) {
    const models = {
      original: editor.createModel(decode(oldText), 'plaintext'),
      modified: editor.createModel(decode(newText), 'plaintext'),
    };
    const diffEditor = editor.createDiffEditor(container, {
      readOnly: true,
      renderSideBySide: view === 'split',
      useInlineViewWhenSpaceIsLimited: false,
      automaticLayout: true,
    });
    diffEditor.setModel(models);
    const modified = diffEditor.getModifiedEditor();
    return {
      scroller: () => container.querySelector('.editor.modified .monaco-scrollable-element'),
      rows: '.view-line',
      changed: '.line-insert, .line-delete, .char-insert, .char-delete',
      // The editor scrolls by itself, without a scroll position of the browser's.
      extent: () => modified.getScrollHeight() - modified.getLayoutInfo().height,
      scrollTo: (top) => modified.setScrollTop(top),
      scrolled: () => modified.getScrollTop(),
      shows: (wanted) =>
        container.querySelector('.monaco-diff-editor')?.classList.contains('side-by-side') ===
        (wanted === 'split'),
      setView: (wanted) => diffEditor.updateOptions({ renderSideBySide: wanted === 'split' }),
      close() {
        diffEditor.dispose();
        models.original.dispose();
        models.modified.dispose();
      },
    };
  },
};
