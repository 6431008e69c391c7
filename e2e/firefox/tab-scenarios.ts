// The tab over a real service: lists, comparisons and what they ask, guards, faults, changes that show by themselves.

import { strict as assert } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageDriver } from './page-driver.ts';
import type { Scenario } from './scenario.ts';

async function open(page: PageDriver, origin: string, fields: Record<string, string> = {}): Promise<void> {
  await page.page.goto(`${origin}/#${new URLSearchParams({ view: 'unified', ...fields })}`);
}

const chooseScope = (page: PageDriver, label: string) => page.click(`.hw-scope ::-p-text(${label})`);

/** The comparisons that the page has asked for, and how many of them are answered. */
async function asked(page: PageDriver): Promise<{ queries: string[]; answered: number }> {
  const requests = await page.page.evaluate(() => window.hunkwiseReport().requests);
  const comparisons = requests.filter(({ query }) => /(Coll|Src) vs/.test(query));
  return {
    queries: comparisons.map(({ query }) => query),
    answered: comparisons.filter(({ ms }) => ms !== undefined).length,
  };
}

const settled = (page: PageDriver, comparisons: number) =>
  page.until(async () => (await asked(page)).answered >= comparisons);

const sideLine = (tree: string) => `const side = '${tree}';`;

async function expectRows(page: PageDriver, from: string, to: string): Promise<void> {
  await page.expectText('.hw-row.hw-deletion .hw-line', sideLine(from));
  await page.expectText('.hw-row.hw-addition .hw-line', sideLine(to));
}

export const tabScenarios: readonly Scenario[] = [
  {
    name: 'the tab lists the files of a comparison, and a click draws the rows of one',
    async run(page, { demo }) {
      await open(page, demo);
      await page.openFile('docs/guide.md');
      await page.page.waitForSelector('.hw-row.hw-addition');
      assert.equal(await page.textOf('.hw-file-path'), 'docs/guide.md');
      assert.equal(await page.textOf('.hw-row.hw-addition .hw-line'), 'Sentence 60 of this guide.');
    },
  },
  {
    name: 'three comparisons: one summary each, one request a file, and none to go back',
    async run(page, { demo }) {
      await open(page, demo);
      await settled(page, 3);
      await page.openFile('src/app.js');
      await expectRows(page, 'collection', 'project');
      await chooseScope(page, 'Source vs. Collection');
      await expectRows(page, 'collection', 'source');
      await chooseScope(page, 'Source vs. Project');
      await expectRows(page, 'source', 'project');
      const { queries } = await asked(page);
      assert.equal(queries.length, 6, queries.join('\n'));
      assert.equal(
        queries.filter((query) => query.startsWith('file src/app.js')).length,
        3,
        queries.join('\n'),
      );
      await chooseScope(page, 'Collection vs. Project');
      await expectRows(page, 'collection', 'project');
      await chooseScope(page, 'Source vs. Collection');
      await expectRows(page, 'collection', 'source');
      assert.deepEqual((await asked(page)).queries, queries);
    },
  },
  {
    name: 'what both sides changed is marked in the list, in words too',
    async run(page, { demo }) {
      await open(page, demo);
      await page.page.waitForSelector(page.file('src/app.js'));
      const marked = await page.page.$$eval('[role=treeitem]:has(.hw-conflict)', (items) =>
        items.map((item) => (item as HTMLElement).dataset.path),
      );
      assert.deepEqual(marked, ['src/app.js']);
      assert.equal(
        await page.textOf('.hw-line-of-list .hw-conflict'),
        '!Conflict: changed both here and upstream',
      );
    },
  },
  {
    name: 'the list works with the keyboard alone',
    async run(page, { demo }) {
      await open(page, demo);
      await page.page.waitForSelector(page.file('hidden.js'));
      await page.page.focus('[role=tree]');
      await page.press('Home');
      await page.press('ArrowDown');
      await page.press('Enter');
      await page.expectText('.hw-file-path', /^hidden\.js$/);
      await page.press('End');
      await page.press('Enter');
      await page.expectText('.hw-file-path', 'with space/ünï, comma.txt');
      assert.equal(
        await page.page.$eval('[aria-selected=true]', (item) => (item as HTMLElement).dataset.path),
        'with space/ünï, comma.txt',
      );
    },
  },
  {
    name: 'the engine in the page instead of a Worker draws the same rows',
    async run(page, { demo }) {
      await open(page, demo, { file: 'src/app.js', engine: 'page' });
      await expectRows(page, 'collection', 'project');
    },
  },
  {
    name: 'a large file has no rows and asks for nothing before the click',
    async run(page, { demo }) {
      await open(page, demo);
      await settled(page, 3);
      await page.openFile('large.txt');
      await page.expectText('.hw-diff .hw-notice', 'This file diff is large');
      assert.equal(await page.count('.hw-row'), 0);
      assert.equal((await asked(page)).queries.length, 3);
      await page.loadDiff();
      await page.expectText('.hw-row', '@@ -1,900 +1,900 @@');
      assert.equal((await asked(page)).queries.length, 4);
    },
  },
  {
    name: 'of 10,000 files 50 unfold, and more when somebody asks for more',
    async run(page, { demo }) {
      await open(page, demo, { set: 'files' });
      await page.expectText('.hw-more-files', 'Showing 50 of 5,000 files');
      await page.clickText('Load 50 more');
      await page.expectText('.hw-more-files', 'Showing 100 of 5,000 files');
      await page.clickText('Load all 5,000 files');
      await page.until(async () => (await page.count('.hw-more-files')) === 0);
      assert.ok((await page.count('*')) < 3000);
    },
  },
  {
    name: 'a million rows over the service, which are higher than Firefox lays out, are read to the last',
    async run(page, { demo }) {
      await open(page, demo, { set: 'rows', file: 'million-rows.txt' });
      await page.loadDiff();
      await page.page.focus('.hw-scroller');
      // The first rows are drawn while the last are read.
      const last = async () => {
        await page.press('End');
        await new Promise((resolve) => setTimeout(resolve, 500));
        return (await page.rowsInSight()).at(-1);
      };
      await page.until(async () => (await last())?.numbers.at(-1) === '900000', 120_000);
      assert.match((await last())?.text ?? '', /line 900000 is new/);
      const height = await page.page.$eval('.hw-scroller', ({ scrollHeight }) => scrollHeight);
      assert.ok(height < 17_800_000, `${height} px`);
    },
  },
  {
    name: 'a service that is gone is a sentence with Retry, and well again when it is back',
    async run(page, { relay }) {
      await open(page, relay.origin);
      await settled(page, 3);
      await relay.close();
      try {
        await page.openFile('src/app.js');
        await page.expectText(
          '[role=alert]',
          'Cannot load src/app.js (Collection and Project): the service does not answer',
        );
        // What is here already is still here.
        await chooseScope(page, 'Source vs. Collection');
        await page.expectText('.hw-list-count', /of \d+ files/);
        await chooseScope(page, 'Collection vs. Project');
      } finally {
        await relay.listen();
      }
      await page.clickText('Retry');
      await expectRows(page, 'collection', 'project');
      assert.equal(await page.count('[role=alert]'), 0);
    },
  },
  {
    name: 'a failed list names both sides; another comparison is not concerned',
    async run(page, { relay }) {
      relay.fail(
        (address) => /\/diff\?/.test(address) && !/upstream|source/.test(address),
        ({ socket }) =>
          void socket.end(
            'HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 26\r\n\r\n{"detail":"disk on fire."}',
          ),
      );
      try {
        await open(page, relay.origin, { scope: 'collection-vs-project' });
        await page.expectText('[role=alert]', 'Cannot compare Collection and Project');
        await chooseScope(page, 'Source vs. Collection');
        await page.page.waitForSelector(page.file('src/app.js'));
      } finally {
        relay.heal();
      }
    },
  },
  {
    name: 'a saved file shows by itself, and the open file stays where it is',
    async run(page, { demo, trees }) {
      await open(page, demo, { follow: '1', file: 'docs/guide.md' });
      await page.page.waitForSelector('.hw-row.hw-addition');
      let saved = 0;
      // The service watches from the page's first words on; a later save is told in any case.
      await page.until(async () => {
        writeFileSync(join(trees.project, 'same.txt'), `saved ${++saved} times\n`);
        await new Promise((resolve) => setTimeout(resolve, 1000));
        return (await page.count(page.file('same.txt'))) === 1;
      });
      writeFileSync(join(trees.project, 'same.txt'), 'same\n');
      await page.until(async () => (await page.count(page.file('same.txt'))) === 0);
      assert.equal(await page.textOf('.hw-file-path'), 'docs/guide.md');
    },
  },
];
