// The queries of docs/rollout.md, asked of a Prometheus that watches the running program: one that is installed, or the one
// that HUNKWISE_PROMETHEUS names.

import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from './support/free-port.ts';
import { asker } from './support/http.ts';
import { startProgram } from './support/program.ts';
import { makeFolder, writeTree } from './support/trees.ts';

const prometheus = process.env.HUNKWISE_PROMETHEUS ?? 'prometheus';

function isThere(): boolean {
  try {
    execFileSync(prometheus, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The lines of the page's block. */
function documentedQueries(): string[] {
  const page = readFileSync(new URL('../../docs/rollout.md', import.meta.url), 'utf8');
  const [, block = ''] = /With Prometheus[\s\S]*?\n```\n([^`]*)```/.exec(page) ?? [];
  return block.split('\n').filter((line) => line !== '');
}

/** Asks the program for its figures four times a second. */
async function watch(origin: string): Promise<(query: string) => Promise<number[]>> {
  const folder = makeFolder();
  const config = join(folder, 'prometheus.yml');
  const job = { job_name: 'hunkwise', static_configs: [{ targets: [new URL(origin).host] }] };
  // JSON is YAML.
  writeFileSync(
    config,
    JSON.stringify({ global: { scrape_interval: '250ms', scrape_timeout: '250ms' }, scrape_configs: [job] }),
  );
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(
    prometheus,
    [`--config.file=${config}`, `--storage.tsdb.path=${folder}/data`, `--web.listen-address=${address}`],
    { stdio: 'ignore' },
  );
  onTestFinished(async () => {
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  });
  return async (query) => {
    const response = await fetch(`http://${address}/api/v1/query?query=${encodeURIComponent(query)}`);
    const { status, data, error } = await response.json();
    if (status !== 'success') throw new Error(`${query}: ${error}`);
    return data.result.map(({ value }: { value: [number, string] }) => Number(value[1]));
  };
}

test('each query of docs/rollout.md has one figure, and the right one', async (context) => {
  if (!isThere()) {
    context.skip('not run: no prometheus (Debian: apt install prometheus, or HUNKWISE_PROMETHEUS=FILE)');
    return;
  }
  const root = makeFolder();
  const collection = writeTree(join(root, 'collection'), { f: '1\n' });
  const project = writeTree(join(root, 'project'), { f: '2\n' });
  const { origin } = await startProgram(['--collection', collection, '--project', project]);
  const ask = asker(origin);
  const question = `artifacts/skill%3Ademo/diff?project_path=${project}`;
  const query = await watch(origin);
  const scrapes = async () =>
    (await query('count_over_time(up{job="hunkwise"}[5m])').catch(() => []))[0] ?? 0;
  const waitForScrapes = async (more: number) => {
    const before = await scrapes();
    await expect.poll(scrapes, { timeout: 30_000, interval: 100 }).toBeGreaterThan(before + more);
  };
  await waitForScrapes(1);
  // The times of a route and status begin with its first answer, and have no rate before the next one.
  await ask(question);
  await waitForScrapes(2);
  for (let i = 0; i < 9; ++i) expect((await ask(question)).status).toBe(200);
  await waitForScrapes(4);

  const queries = documentedQueries();
  expect(queries).toHaveLength(6);
  const figures = await Promise.all(queries.map(async (each) => [each, await query(each)] as const));
  for (const [each, values] of figures) {
    expect(values, each).toHaveLength(1);
    expect(Number.isFinite(values[0]), `${each}: ${values}`).toBe(true);
  }
  const about = (metric: string) => figures.find(([each]) => each.includes(metric))?.[1][0];
  expect(about('status=~"5.."')).toBe(0);
  expect(about('_bucket')).toBeGreaterThan(0);
  expect(about('_bucket')).toBeLessThan(1);
  expect(about('cache="answer"')).toBeCloseTo(0.9, 5);
  expect(about('hunkwise_rejected_total')).toBe(0);
  expect(about('hunkwise_store_failures_total')).toBe(0);
  expect(about('process_resident_memory_bytes')).toBeDefined();
}, 90_000);
