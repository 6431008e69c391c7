// The same package in Firefox, by WebDriver BiDi: not every test again, but what depends on the browser. Bundled and run by
// scripts/firefox.mjs.

import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Page } from 'puppeteer-core';
import { Checks } from '../../scripts/lib/checks.mjs';
import { serve } from '../../scripts/lib/static-server.mjs';
import { startDemo } from '../support/demo-process.ts';
import { writeSampleTrees } from '../support/sample-trees.ts';

/** As strict as in Chromium, but for the icon: Firefox tells its refusal on the console. */
const policy =
  "default-src 'none'; img-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; require-trusted-types-for 'script'";

const folder = mkdtempSync(join(tmpdir(), 'hunkwise-firefox-'));
const pages = await serve({
  mounts: { '/dist/': 'dist', '/': 'e2e/pages' },
  headers: { 'content-security-policy': policy },
});
const trees = writeSampleTrees(folder);
const demo = await startDemo(Object.entries(trees).flatMap(([tree, path]) => [`--${tree}`, path]));
const browser = await puppeteer.launch({
  browser: 'firefox',
  executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
  headless: true,
});

/** Of the only element that answers to it. */
const textOf = (page: Page, selector: string) => page.$eval(selector, (element) => element.textContent ?? '');

async function openFile(page: Page, fields: Record<string, string>): Promise<void> {
  await page.goto(`${demo.origin}/#${new URLSearchParams({ view: 'unified', ...fields })}`);
}

async function loadDiff(page: Page): Promise<void> {
  await page.locator('::-p-text(Load diff)').click();
  await page.waitForSelector('.hw-row', { timeout: 60_000 });
}

/** To the end, as a reader goes there, and then the text and the number of the last row. */
async function lastRow(page: Page): Promise<{ text: string; number: string; height: number }> {
  await page.focus('.hw-scroller');
  await page.keyboard.press('End');
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return page.$eval('.hw-scroller', (scroller) => {
    const { bottom } = scroller.getBoundingClientRect();
    const rows = [...scroller.querySelectorAll('.hw-row')]
      .filter((row) => row.getBoundingClientRect().top < bottom)
      .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
    const last = rows.at(-1);
    const numbers = [...(last?.querySelectorAll<HTMLElement>('.hw-number') ?? [])];
    return {
      text: last?.querySelector('.hw-line')?.textContent ?? '',
      number: numbers.at(-1)?.dataset.line ?? '',
      height: scroller.scrollHeight,
    };
  });
}

const scenarios: [string, (page: Page) => Promise<void>][] = [
  [
    'the engine in the page, inlined and in a Worker, under a strict policy',
    async (page) => {
      await page.goto(`${pages.origin}/engine/index.html`);
      await page.waitForFunction(() => document.querySelector('output')?.textContent);
      const answers = '+2 −1 4 rows 1 span 1 file 3 rows';
      assert.deepEqual((await textOf(page, 'output')).split('\n'), [
        ...['page', 'inline', 'worker'].map((place) => `${place}: ${answers}`),
        'violations: 0',
      ]);
    },
  ],
  [
    'the tab lists the files of a comparison, and a click draws the rows of one',
    async (page) => {
      await page.goto(`${demo.origin}/#view=unified`);
      await page.locator('[role=treeitem][data-path="docs/guide.md"] .hw-name').click();
      await page.waitForSelector('.hw-row.hw-addition');
      assert.equal(await textOf(page, '.hw-file-path'), 'docs/guide.md');
      assert.equal(await textOf(page, '.hw-row.hw-addition .hw-line'), 'Sentence 60 of this guide.');
    },
  ],
  [
    'another comparison is a click away',
    async (page) => {
      await page.goto(`${demo.origin}/`);
      await page.waitForSelector('[role=treeitem][data-path="docs/guide.md"]');
      await page.locator('.hw-scope ::-p-text(Source vs. Collection)').click();
      await page.waitForSelector('[role=treeitem][data-path="src/app.js"]');
      const paths = await page.$$eval('[role=treeitem][data-path]', (items) =>
        items.map((item) => (item as HTMLElement).dataset.path),
      );
      assert.ok(!paths.includes('docs/guide.md'), paths.join(' '));
    },
  ],
  [
    'the engine in the page instead of a Worker draws the same rows',
    async (page) => {
      await openFile(page, { file: 'src/app.js', engine: 'page' });
      await page.waitForSelector('.hw-row.hw-addition');
      assert.equal(await textOf(page, '.hw-row.hw-addition .hw-line'), "const side = 'project';");
    },
  ],
  [
    'a million rows, which are higher than Firefox lays out (17.8 million px), are read to the last',
    async (page) => {
      await openFile(page, { set: 'rows', file: 'million-rows.txt' });
      await loadDiff(page);
      // The first rows are drawn while the last are read.
      let last = await lastRow(page);
      for (let again = 0; again < 60 && last.number !== '900000'; ++again) last = await lastRow(page);
      const { text, number, height } = last;
      assert.match(text, /line 900000 is new/);
      assert.equal(number, '900000');
      assert.ok(height < 17_800_000, `${height} px`);
    },
  ],
];

const checks = new Checks();
console.log(await browser.version());
for (const [name, scenario] of scenarios) {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  try {
    await scenario(page);
    assert.deepEqual(complaints, []);
    checks.record('passed', name);
  } catch (error) {
    checks.record('failed', `${name}\n${error instanceof Error ? error.message : error}`);
  }
  await page.close();
}
await browser.close();
demo.stop();
await pages.close();
rmSync(folder, { recursive: true });
process.exitCode = checks.finish();
