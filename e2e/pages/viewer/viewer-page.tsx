// Shows the built viewer. The address says what: ?case=three|huge|many|files, view=, wrap=1, theme=, engine=worker, rest=scroll,
// in=shadow.

import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { loadEngine } from '../../../dist/index.js';
import { type DiffSource, DiffViewer, sourceFromPatch } from '../../../dist/react.js';
import { createWorkerEngine } from '../../../dist/worker.js';
import { hugePatch, manyFiles, threeFiles } from './patches.ts';

const address = new URLSearchParams(location.search);
const scenario = address.get('case') ?? 'three';
const theme = address.get('theme');
if (theme) document.documentElement.dataset.hunkwiseTheme = theme;
const view = address.get('view') === 'unified' ? 'unified' : 'split';
// A page that gives the viewer no height.
if (address.get('height') === 'auto') document.documentElement.classList.add('auto-height');
const wrap = address.get('wrap') === '1';

const files = [
  {
    file_path: 'SKILL.md',
    status: 'modified',
    collection_hash: 'a',
    project_hash: 'b',
    unified_diff: '--- a\n+++ b\n@@ -1,4 +1,2 @@\n----\n\n-name: demo\n\n # Demo\n\n-old\n\n+new\n',
  },
  { file_path: 'logo.png', status: 'modified', collection_hash: 'a', project_hash: 'b', unified_diff: null },
  { file_path: 'new.md', status: 'added', collection_hash: null, project_hash: 'b', unified_diff: null },
];

function FilesPage() {
  const [resolution, setResolution] = useState('');
  return (
    <DiffViewer
      files={files}
      leftLabel="Collection"
      rightLabel={resolution || 'Project'}
      showResolutionActions
      onResolve={setResolution}
      onClose={() => setResolution('closed')}
    />
  );
}

async function source(): Promise<DiffSource> {
  const wasm = '/dist/core.wasm';
  const engine =
    address.get('engine') === 'worker'
      ? await createWorkerEngine({ wasm, workerUrl: '/dist/diff-worker.js' })
      : await loadEngine({ wasm });
  if (scenario === 'huge') {
    const patch = hugePatch(Number(address.get('rows') ?? 1_000_000), Number(address.get('words') ?? 0));
    const huge = await sourceFromPatch(engine, patch);
    return address.get('rest') === 'scroll' ? afterScrolling(huge) : huge;
  }
  if (scenario === 'many') return sourceFromPatch(engine, manyFiles(10_000));
  return sourceFromPatch(engine, threeFiles);
}

/** The rest of the rows comes a few frames after somebody has begun to scroll through the first ones. */
const afterScrolling = (source: DiffSource): DiffSource => ({
  ...source,
  openFile: async (file, options) => {
    const scrolled = new Promise((resolve) => {
      document.addEventListener('scroll', () => setTimeout(resolve, 50), { capture: true, once: true });
    });
    const table = await source.openFile(file, options);
    await scrolled;
    return table;
  },
});

/** Where the viewer stands: in the page, or in a shadow tree with styles of its own. */
function place(): Element {
  const holder = document.getElementById('root') as HTMLElement;
  if (address.get('in') !== 'shadow') return holder;
  const styles = document.createElement('link');
  styles.rel = 'stylesheet';
  styles.href = '/dist/styles.css';
  const inside = document.createElement('div');
  inside.style.height = '100%';
  holder.attachShadow({ mode: 'open' }).append(styles, inside);
  return inside;
}

const root = createRoot(place());
if (scenario === 'files') {
  root.render(<FilesPage />);
} else {
  const shown = await source();
  root.render(
    <StrictMode>
      <DiffViewer
        source={shown}
        view={view}
        wrap={wrap}
        leftLabel="old side"
        rightLabel="new side"
        onDetailPainted={(painted) => {
          document.documentElement.dataset.painted = JSON.stringify(painted);
        }}
      />
    </StrictMode>,
  );
}
