// Opens one contestant in this page and measures it, step by step, as drawing-run.mjs asks through the browser.
import { firstRowText, hasChanged, isBlank, rowTextAt } from './in-sight.mjs';

const container = document.getElementById('root');
const frame = () => new Promise(requestAnimationFrame);
const tasks = [];
new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: 'longtask' });

let contestant;
let shown;
let input;

/** Loads code and bytes: what an application has before somebody opens a comparison. */
export async function load({ page, files, paths }) {
  const style = Object.assign(document.createElement('link'), {
    rel: 'stylesheet',
    href: `/pages/${page}.css`,
  });
  await new Promise((resolve) => {
    style.onload = resolve;
    style.onerror = resolve; // some have no styles of their own
    document.head.append(style);
  });
  contestant = (await import(`/pages/${page}.js`)).default;
  input = { paths };
  for (const [field, address] of Object.entries(files))
    input[field] = new Uint8Array(await (await fetch(address)).arrayBuffer());
  await contestant.prepare?.();
}

/** Waits until the condition holds in a frame, then for that frame's paint. Milliseconds since `start`. */
async function painted(start, condition) {
  do await frame();
  while (!condition());
  await frame();
  return performance.now() - start;
}

const longSince = (start) => {
  const long = tasks.filter((task) => task.startTime >= start - 1).map((task) => task.duration);
  return { longTasks: long.length, longestTask: Math.max(0, ...long) };
};

/** Until for half a second nothing has changed in the document and no task was long; ten seconds at most. */
async function settled() {
  let last = performance.now();
  const end = last + 10_000;
  const observer = new MutationObserver(() => (last = performance.now()));
  observer.observe(container, { subtree: true, childList: true, attributes: true });
  for (let now = last; now < end && now - last < 500; now = performance.now()) {
    await frame();
    const latest = tasks.at(-1);
    if (latest) last = Math.max(last, latest.startTime + latest.duration);
  }
  observer.disconnect();
}

export async function open() {
  const start = performance.now();
  shown = await contestant.open(container, input, 'split');
  let rowsTime; // editors show the texts before they know what changed
  const time = await painted(start, () => {
    if (firstRowText(shown) === '') return false;
    rowsTime ??= performance.now() - start;
    return hasChanged(shown, container);
  });
  const text = firstRowText(shown);
  await settled();
  return { time, rowsTime, text, ...longSince(start) };
}

/** Closes and opens once more in the same page: warm code. */
export async function openAgain() {
  shown.close();
  await settled();
  return open();
}

/** Reserved by the contestant's WebAssembly, which Chromium counts nowhere. */
export const wasmBytes = () => shown.wasmBytes?.() ?? 0;

const extent = () => shown.extent?.() ?? shown.scroller().scrollHeight - shown.scroller().clientHeight;
const position = () => shown.scrolled?.() ?? shown.scroller().scrollTop;
function moveTo(top) {
  if (shown.scrollTo) shown.scrollTo(top);
  else shown.scroller().scrollTop = top;
}

/** The first row number of a text; -1: none. */
const rowIn = (text) => Number(/\/\/(?:old |new )?(\d+)/.exec(text)?.[1] ?? -1);

const MIDDLE_MS = 5000;
const MIDDLE = 0.5005; // of a thousand files, not where two of them meet

/** Jumps into the middle and comes back; the text of the row there: one of the range, if it comes within seconds. */
export async function middle([first, last]) {
  const start = performance.now();
  const textThere = () => rowTextAt(shown, innerHeight / 2);
  moveTo(extent() * MIDDLE);
  await painted(start, () => {
    const row = rowIn(textThere());
    return (row >= first && row <= last) || performance.now() - start > MIDDLE_MS;
  });
  const text = textThere();
  moveTo(0);
  await settled();
  return text;
}

/** Watches all frames until `end()` of the answer is called: what was in the middle after each was painted. */
export function watch() {
  const start = performance.now();
  const from = position();
  const frames = { count: 0, blank: 0, longest: 0 };
  let isOver = false;
  let last = start;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    if (isBlank(shown)) frames.blank++;
  };
  const next = (now) => {
    if (isOver) return;
    frames.count++;
    frames.longest = Math.max(frames.longest, now - last);
    last = now;
    port2.postMessage(0);
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
  globalThis.endWatch = () => {
    isOver = true;
    return {
      ...frames,
      moved: position() - from,
      milliseconds: performance.now() - start,
      ...longSince(start),
    };
  };
}

export async function openFile(file, [first, last]) {
  const start = performance.now();
  shown.openFile(file);
  const time = await painted(start, () => {
    const row = rowIn(firstRowText(shown));
    return row >= first && row <= last;
  });
  return { time, text: firstRowText(shown), ...longSince(start) };
}

export async function setView(view) {
  const start = performance.now();
  shown.setView(view);
  const isThere = () => shown.shows(view) && firstRowText(shown) !== '' && hasChanged(shown, container);
  const time = await painted(start, isThere);
  const text = firstRowText(shown);
  await settled();
  return { time, text, ...longSince(start) };
}
