// @pierre/diffs: its virtualized CodeView with a pool of Workers.
import { CodeView, parsePatchFiles } from '@pierre/diffs';
import { WorkerPoolManager } from '@pierre/diffs/worker';

let pool;

export default {
  async prepare() {
    pool = new WorkerPoolManager(
      {
        workerFactory: () => new Worker('/pages/pierre-worker.js', { type: 'module' }),
        poolSize: Math.min(8, navigator.hardwareConcurrency),
      },
      { langs: ['text'] },
    );
    await pool.initialize(['text']);
  },
  open(container, { patch }, view) {
    const files = parsePatchFiles(new TextDecoder().decode(patch)).flatMap((parsed) => parsed.files);
    // So that whoever looks for rows by points finds them while it scrolls.
    const viewer = new CodeView({ diffStyle: view, pointerEventsOnScroll: true }, pool);
    viewer.setup(container);
    viewer.setItems(files.map((fileDiff, file) => ({ id: String(file), type: 'diff', fileDiff })));
    viewer.render();
    const roots = () => [...container.querySelectorAll('diffs-container')].map((host) => host.shadowRoot);
    const has = (selector) => roots().some((root) => root?.querySelector(selector));
    return {
      scroller: () => container,
      // Its scroll positions are its own: it moves its rows along when they no longer fit the browser's.
      extent: () => viewer.getScrollHeight() - viewer.getHeight(),
      scrolled: () => viewer.getScrollTop(),
      scrollTo: (position) => viewer.scrollTo({ type: 'position', position, behavior: 'instant' }),
      rows: '[data-line]',
      changed: '[data-line-type="change-addition"], [data-line-type="change-deletion"]',
      roots,
      shows: (wanted) => has(wanted === 'split' ? '[data-diff-type="split"]' : '[data-diff-type="single"]'),
      setView(wanted) {
        viewer.setOptions({ diffStyle: wanted, pointerEventsOnScroll: true });
        viewer.render();
      },
      openFile: (file) =>
        viewer.scrollTo({ type: 'item', id: String(file), align: 'start', behavior: 'instant' }),
      close() {
        viewer.cleanUp();
        container.replaceChildren();
      },
    };
  },
};
