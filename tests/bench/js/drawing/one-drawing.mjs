// One contestant draws one work in a browser of its own: a page that hangs or runs out of memory ends with it.
import { chromium } from '@playwright/test';
import { chromiumArguments } from '../../../../scripts/lib/chromium-arguments.mjs';
import { faultOf } from './works.mjs';

export const LIMIT_MS = 30_000;
const SCROLL_MS = 3_000;
const WHEEL_MS = 30;
const WHEEL_PIXELS = 240;

const bytesOf = {
  patch: { patch: 'patch' },
  texts: { oldText: 'old.txt', newText: 'new.txt' },
};

class Over extends Error {}

function within(promise) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Over(`over ${LIMIT_MS / 1000} s`)), LIMIT_MS);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}

const call = (page, name, ...values) =>
  within(
    page.evaluate(
      async ([name, values]) => (await import('/bench/drawing/in-page.mjs'))[name](...values),
      [name, values],
    ),
  );

async function memoryOf(page, session) {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  const { nodes } = await session.send('Memory.getDOMCounters');
  // With Workers, which the heap of the page has not. WebAssembly memory is in neither; it is added where somebody owns to it.
  const all = await page.evaluate(async () => (await performance.measureUserAgentSpecificMemory()).bytes);
  const wasmBytes = await call(page, 'wasmBytes');
  return { heapBytes: usedSize + backingStorageSize, memoryBytes: all + wasmBytes, nodes };
}

async function scrollByWheel(page) {
  await page.mouse.move(900, 400);
  await call(page, 'watch');
  const end = Date.now() + SCROLL_MS;
  for (let next = Date.now(); Date.now() < end; next += WHEEL_MS) {
    await within(page.mouse.wheel(0, WHEEL_PIXELS));
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, next + WHEEL_MS - Date.now())));
  }
  const result = await within(page.evaluate(() => globalThis.endWatch()));
  if (result.moved <= 0) throw new Error('the wheel moved nothing');
  return result;
}

/** What is measured after the first paint, in this order; each may fail by itself. */
function* stepsOf({ page, session, work, lines, contestant }) {
  const rows = work.files * work.rowsPerFile;
  const check = (result, range) => {
    const fault = faultOf(work, lines, result.text ?? result, range);
    if (fault) throw new Error(fault);
    return result;
  };
  yield ['memory', () => within(memoryOf(page, session))];
  if (!work.lineBytes) {
    const reach = contestant.isOneFileAtATime ? work.rowsPerFile : rows;
    const [from, to] = work.files > 1 ? [10, reach - 1] : [reach * 0.4, reach * 0.6];
    yield ['middle', async () => check(await call(page, 'middle', [from, to]), [from, to])];
    yield ['scroll', () => scrollByWheel(page)];
  }
  if (work.files > 1) {
    const file = Math.floor(work.files / 2);
    const range = [file * work.rowsPerFile, (file + 1) * work.rowsPerFile - 1];
    yield ['openFile', async () => check(await call(page, 'openFile', file, range), range)];
  }
  yield ['toUnified', async () => check(await call(page, 'setView', 'unified'), [0, rows - 1])];
  yield ['toSplit', async () => check(await call(page, 'setView', 'split'), [0, rows - 1])];
  yield ['again', async () => check(await call(page, 'openAgain'), [0, 60])];
}

async function measure(browser, { server, contestant, work, made }) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const result = {};
  let gone;
  const crashed = new Promise((_, reject) => {
    page.on('crash', () => {
      gone = new Error('out of memory');
      reject(gone);
    });
  });
  crashed.catch(() => {});
  page.on('pageerror', (error) => {
    result.pageError ??= String(error.message).slice(0, 200);
  });
  const alive = (promise) => Promise.race([promise, crashed]);
  const session = await page.context().newCDPSession(page);
  await page.goto(`${server.origin}/bench/drawing/page.html`);
  const fields = Object.entries(bytesOf[contestant.reads]);
  const files = Object.fromEntries(fields.map(([field, end]) => [field, `/inputs/${work.id}.${end}`]));
  try {
    await alive(call(page, 'load', { page: contestant.file, files, paths: made.paths }));
    result.first = await alive(call(page, 'open'));
    const fault = faultOf(work, made.lines, result.first.text, [0, 60]);
    if (fault) throw new Error(fault);
    for (const [step, run] of stepsOf({ page, session, work, lines: made.lines, contestant })) {
      try {
        result[step] = await alive(run());
      } catch (error) {
        result[step] = { failed: error.message.split('\n')[0] };
        // Whoever shows the wrong rows there has not shown the file: no time of it counts.
        if (step === 'middle') result.failed = `middle: ${result[step].failed}`;
        if (gone || error instanceof Over || step === 'middle') return result;
      }
    }
  } catch (error) {
    result.failed = gone?.message ?? error.message.split('\n')[0];
  }
  return result;
}

/** What every step gave: an object each, { failed } where it did not come to an end. */
export async function drawOnce({ executablePath, ...what }) {
  const browser = await chromium.launch({
    executablePath,
    args: [...chromiumArguments, '--js-flags=--expose-gc', '--enable-blink-features=ForceEagerMeasureMemory'],
  });
  try {
    return await measure(browser, what);
  } finally {
    await browser.close();
  }
}
