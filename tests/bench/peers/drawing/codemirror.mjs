// @codemirror/merge: MergeView beside each other, unifiedMergeView in one column. They compare two texts.
import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';

const decode = (bytes) => new TextDecoder().decode(bytes);
const extensions = [lineNumbers(), EditorView.editable.of(false), EditorState.readOnly.of(true)];
const fullHeight = EditorView.theme({ '&': { height: '100%' }, '.cm-scroller': { overflow: 'auto' } });

export default {
  open(container, input, view) {
    const [original, changed] = [decode(input.oldText), decode(input.newText)];
    let shown;
    const make = {
      split: () =>
        new MergeView({
          a: { doc: original, extensions },
          b: { doc: changed, extensions },
          parent: container,
        }),
      unified: () =>
        new EditorView({
          doc: changed,
          extensions: [...extensions, fullHeight, unifiedMergeView({ original, mergeControls: false })],
          parent: container,
        }),
    };
    const draw = (wanted) => {
      shown?.destroy();
      shown = make[wanted]();
    };
    draw(view);
    return {
      scroller: () => container.querySelector(shown instanceof MergeView ? '.cm-mergeView' : '.cm-scroller'),
      rows: '.cm-line, .cm-deletedChunk',
      changed: '.cm-changedLine, .cm-deletedChunk, .cm-inlineChangedLine',
      shows: (wanted) => shown instanceof MergeView === (wanted === 'split'),
      setView: draw,
      close: () => shown.destroy(),
    };
  },
};
