// npm run bench:server: load on the service over loopback, against its own answers without any cache.
//
//   --seconds=4         of each row
//   --requests=100000   of the row that looks at memory
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { load } from '../tests/bench/js/load-client.mjs';
import { describeMachine } from '../tests/bench/js/machine.mjs';
import { writeServerTrees } from '../tests/bench/js/server-trees.mjs';
import { main, root, StepError } from './lib/process.mjs';
import { ensureDist } from './lib/steps.mjs';

const option = (name, fallback) =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? fallback);

async function startService(trees, env = {}) {
  const args = Object.entries(trees).flatMap(([name, folder]) => [`--${name}`, folder]);
  const start = performance.now();
  const child = spawn(process.execPath, [join(root, 'dist/cli.js'), 'serve', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const origin = await new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const [, url] = /(http:\/\/\S+)\/\n/.exec(output) ?? [];
      if (url) resolve(url);
    });
    child.on('exit', (code) => reject(new StepError(`The service ended with ${code}.`)));
  });
  const residentMegabytes = () => {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  };
  return { origin, startMs: performance.now() - start, residentMegabytes, stop: () => child.kill() };
}

const lookups = async (origin, cache) => {
  const figures = await (await fetch(`${origin}/metrics`)).text();
  const of = (outcome) =>
    Number(new RegExp(`cache="${cache}",outcome="${outcome}"} (\\d+)`).exec(figures)?.[1] ?? 0);
  return { hits: of('hit') + of('known'), misses: of('miss') };
};

const rows = [];
function report(name, figures) {
  rows.push({ name, ...figures });
  const text = Object.entries(figures).map(([key, value]) => {
    const shown = typeof value === 'number' ? Math.round(value * 100) / 100 : JSON.stringify(value);
    return `${key} ${shown}`;
  });
  console.log(`${name}: ${text.join(', ')}`);
}

function reportTimes(name, times) {
  times.sort((a, b) => a - b);
  report(name, { median: times[10], p95: times[18] });
}

await main(async () => {
  await ensureDist();
  const seconds = option('seconds', 4);
  const folder = join(root, 'build/server-trees');
  const trees = writeServerTrees(folder);
  const project = `project_path=${encodeURIComponent(trees.project)}`;
  const path = `/api/v1/artifacts/skill%3Ademo/diff?${project}`;
  const summary = `${path}&summary_only=true`;
  console.log(`1,000 files, 32 connections; ${JSON.stringify(describeMachine())}`);

  const uncached = await startService(trees, { CACHE_DIFF_ENABLED: 'false' });
  const plain = await load({ origin: uncached.origin, next: () => ({ path }), seconds });
  report('legacy answer, nothing cached', plain);
  uncached.stop();

  // Of a new program: at once, with nothing known of the trees, and after the time that it takes to open a page.
  for (const [moment, delay] of [
    ['at once', 0],
    ['a second later', 1000],
  ]) {
    const times = [];
    for (let run = 0; run < 20; ++run) {
      const service = await startService(trees);
      await fetch(`${service.origin}/health`); // the engine is loaded
      await wait(delay);
      const start = performance.now();
      await (await fetch(`${service.origin}${summary}`)).arrayBuffer();
      times.push(performance.now() - start);
      if (run === 0 && delay === 0) report('start to address', { ms: service.startMs });
      service.stop();
    }
    reportTimes(`first summary of a program, ${moment}`, times);
  }

  // The same with code that has run before: every file is another one, each time.
  const running = await startService(trees);
  const anew = [];
  for (let run = -2; run < 20; ++run) {
    writeServerTrees(folder, run + 100);
    const start = performance.now();
    await (await fetch(`${running.origin}${summary}`)).arrayBuffer();
    if (run >= 0) anew.push(performance.now() - start);
  }
  running.stop();
  reportTimes('summary of a program that runs, every file another one', anew);

  writeServerTrees(folder);
  const service = await startService(trees);
  const { origin } = service;
  const first = await fetch(`${origin}${summary}`);
  await first.arrayBuffer();
  // Hashes of files that were written just now are not trusted yet.
  await wait(2500);
  const warm = await load({ origin, next: () => ({ path: summary }), seconds });
  report('warm summary', { ...warm, ratio: warm.perSecond / plain.perSecond });
  const headers = { 'if-none-match': first.headers.get('etag') };
  const known = await load({ origin, next: () => ({ path: summary, headers }), seconds });
  report('known already (304)', { ...known, ratio: known.perSecond / plain.perSecond });

  // As people look: a summary, some files, another scope; and now and then somebody saves a file.
  const before = await lookups(origin, 'answer');
  const mixed = await load({
    origin,
    seconds,
    next(index) {
      const endpoint = ['diff', 'diff', 'upstream-diff', 'source-project-diff'][index % 4];
      const file = (index * 7) % 60;
      const name = `packages/part-${String(file % 40).padStart(2, '0')}/module-${String(file).padStart(4, '0')}.ts`;
      const texts = index % 3 === 0 ? 'summary_only=true' : `file_paths=${name}`;
      return { path: `/api/v1/artifacts/skill%3Ademo/${endpoint}?${project}&${texts}` };
    },
    onAnswer(index) {
      if (index % 500 === 499)
        writeFileSync(join(trees.project, 'packages/part-00/module-0000.ts'), `saved ${index}\n`);
    },
  });
  const after = await lookups(origin, 'answer');
  const hits = after.hits - before.hits;
  report('mixed replay', { ...mixed, hitRate: hits / (hits + after.misses - before.misses) });

  const requests = option('requests', 100_000);
  const memory = [service.residentMegabytes()];
  await load({
    origin,
    requests,
    next: (index) => (index % 10 === 0 ? { path: summary } : { path: summary, headers }),
    onAnswer(index) {
      if (index % Math.ceil(requests / 5) === 0) memory.push(service.residentMegabytes());
    },
  });
  memory.push(service.residentMegabytes());
  report(`memory over ${requests} requests, MB`, { resident: memory.map(Math.round) });
  service.stop();
  writeFileSync(join(root, 'build/bench-server.json'), `${JSON.stringify(rows, null, 1)}\n`);
});
