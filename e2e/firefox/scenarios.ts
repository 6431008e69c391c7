// The same package in Firefox, by WebDriver BiDi: not every test again, but what depends on the browser. Bundled and run by
// scripts/firefox.mjs, which passes words on: only scenarios whose name has one of them.

import { strict as assert } from 'node:assert';
import puppeteer from 'puppeteer-core';
import { Checks } from '../../scripts/lib/checks.mjs';
import { PageDriver } from './page-driver.ts';
import { openPlaces, type Places } from './places.ts';
import type { Scenario } from './scenario.ts';
import { tabScenarios } from './tab-scenarios.ts';
import { viewerScenarios } from './viewer-scenarios.ts';

const engineScenario: Scenario = {
  name: 'the engine in the page, inlined and in a Worker, under a strict policy',
  async run(page, { engine }) {
    await page.page.goto(`${engine}/engine/index.html`);
    await page.expectText('output', 'violations');
    const answers = '+2 −1 4 rows 1 span 1 file 3 rows';
    assert.deepEqual((await page.textOf('output')).split('\n'), [
      ...['page', 'inline', 'worker'].map((place) => `${place}: ${answers}`),
      'violations: 0',
    ]);
  },
};

const words = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const scenarios = [engineScenario, ...viewerScenarios, ...tabScenarios].filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
);

const places = await openPlaces();
const browser = await puppeteer.launch({
  browser: 'firefox',
  executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
  headless: true,
});

/** What went wrong; undefined: nothing. */
async function faultOf({ run }: Scenario, shown: Places): Promise<string | undefined> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  try {
    await page.setViewport({ width: 1440, height: 900 });
    await run(new PageDriver(page), shown);
    assert.deepEqual(complaints, []);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await page.close();
  }
}

const checks = new Checks();
console.log(await browser.version());
for (const scenario of scenarios) {
  const start = performance.now();
  const fault = await faultOf(scenario, places);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (fault === undefined) checks.record('passed', `${scenario.name}, ${seconds} s`);
  else checks.record('failed', `${scenario.name}, ${seconds} s\n${fault}`);
}
await browser.close();
await places.close();
process.exitCode = checks.finish();
