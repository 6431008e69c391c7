// All that draw, ours first, and the Workers they need. Each contestant is a file of its own here, with one interface:
// prepare() loads what an application has loaded before; open(container, bytes, view) draws and returns what the
// benchmark needs to look at it and to use it.
//
//   scroller()          the element that scrolls (or extent(), scrollTo(), scrolled() of an editor of its own)
//   rows, changed       selectors of a row, and of what marks a change
//   roots()             where to look for `changed`, if it is in shadow trees
//   shows(view), setView(view), openFile(number), close()

export const drawers = [
  { file: 'hunkwise', name: 'hunkwise', reads: 'patch', isOneFileAtATime: true },
  { file: 'hunkwise-worker', name: 'hunkwise, Worker', reads: 'patch', isOneFileAtATime: true },
  { file: 'pierre', name: '@pierre/diffs CodeView', package: '@pierre/diffs', reads: 'patch' },
  { file: 'git-diff-view', name: '@git-diff-view/react', package: '@git-diff-view/react', reads: 'patch' },
  { file: 'react-diff-view', name: 'react-diff-view', package: 'react-diff-view', reads: 'patch' },
  { file: 'diff2html', name: 'diff2html', package: 'diff2html', reads: 'patch' },
  { file: 'monaco', name: 'Monaco diff editor', package: 'monaco-editor', reads: 'texts' },
  { file: 'codemirror', name: '@codemirror/merge', package: '@codemirror/merge', reads: 'texts' },
];

export const workers = {
  'pierre-worker': '@pierre/diffs/worker/worker.js',
  'monaco-worker': 'monaco-editor/editor/editor.worker.js',
};
