// The profiling page behind a server that fails, over real sockets: what a person reads, how often the service is asked,
// and that all is well when the fault is over. Every single fault is in tests/js/faults-service.test.ts; here are some of
// each kind, as Chromium has them.

import { type FaultCase, faultCases } from '../tests/js/support/fault-cases.ts';
import { stalledAfter } from '../tests/js/support/fault-server.ts';
import { test as base, expect } from './fixtures.ts';
import { DemoPage } from './support/demo-page.ts';
import { FaultRelay } from './support/fault-relay.ts';

const FILE = 'src/app.js';

const test = base.extend<{ relay: FaultRelay; faulty: DemoPage }>({
  relay: async ({ sample }, use) => {
    const relay = await new FaultRelay(sample.origin).listen();
    await use(relay);
    await relay.close();
  },
  faulty: async ({ page, relay }, use) => use(new DemoPage(page, relay.origin)),
});
test.use({ failsRequests: true });

const queries = (address: string) => new URL(address, 'http://service').searchParams;
const isComparison = (address: string) => /^\/api\/v1\/artifacts\/[^/]+\/diff\?/.test(address);
const isOf = {
  summary: (address: string) => isComparison(address) && !queries(address).has('file_paths'),
  detail: (address: string) => isComparison(address) && queries(address).get('file_paths') === FILE,
} as const;
type What = keyof typeof isOf;

const begins: Record<What, string> = {
  summary: 'Cannot compare Collection and Project: ',
  detail: `Cannot load ${FILE} (Collection and Project): `,
};

const chosen = [
  'closed without a byte',
  'reset without a byte',
  'cut in the headers',
  'no HTTP',
  'cut behind the head',
  'ended behind a head without length',
  'stalled behind the head',
  'cut at 50 %',
  'reset at 50 %',
  'ended at 50 %, without a length',
  'stalled at 99 %',
  'more bytes announced than come',
  'fewer bytes announced than come',
  'a length over the ceiling',
  'gzip that is none',
  'gzip cut in the middle',
  'a web page',
  'a web page that calls itself JSON',
  '204',
  'an empty body',
  'blanks',
  'null',
  'two answers in one',
  'zeroes',
  'a redirection to itself',
  'a redirection to nowhere',
  '401',
  '403',
  '404',
  '408',
  '422',
  '500',
  '502',
  '503',
  '500 whose body is cut',
  '500 without end',
  '429 with Retry-After: 61',
  '429 with Retry-After: 3600',
  '503 with Retry-After: 2',
  '503 with Retry-After: 7200',
];

const casesOf = chosen.map((name) => {
  const found = faultCases.find((candidate) => candidate.name === name);
  if (!found?.fails) throw new Error(`There is no fault "${name}"`);
  return found;
});

async function begin(what: What, relay: FaultRelay, faulty: DemoPage, fault: FaultCase['fault']) {
  if (what === 'detail') await faulty.openSettled({}, 3);
  relay.fail(isOf[what], fault);
  if (what === 'detail') await faulty.openFile(FILE);
  else await faulty.open();
}

/** What a person sees of an answer that arrived. */
const expectAnswer = async (what: What, faulty: DemoPage) => {
  if (what === 'detail') await expect(faulty.line('addition')).toHaveText("const side = 'project';");
  else await expect(faulty.file('docs/guide.md')).toBeVisible();
};

for (const what of ['summary', 'detail'] as const) {
  for (const { name, fault, fails, says = '', waits = [] } of casesOf) {
    test(`${what}: ${name}`, async ({ faulty, relay, page }) => {
      await page.clock.install();
      const before = relay.asked(isOf[what]);
      await begin(what, relay, faulty, fault);
      const asked = () => relay.asked(isOf[what]) - before;
      for (const [attempt, wait] of waits.entries()) {
        await expect
          .poll(async () => {
            await page.clock.fastForward(wait);
            return asked();
          })
          .toBeGreaterThan(attempt + 1);
      }
      const alert = page.getByRole('alert');
      if (fails === 'timeout' && name.startsWith('stalled')) {
        await expect
          .poll(async () => {
            await page.clock.fastForward(61_000);
            return alert.count();
          })
          .toBe(1);
      }
      await expect(alert).toContainText(begins[what]);
      await expect(alert).toContainText(says);

      // Nobody asks again by himself, however long the page stands there.
      const inAll = asked();
      await page.clock.fastForward(600_000);
      await page.waitForTimeout(50);
      expect(asked()).toBe(inAll);
      const redirects = /^a redirection to itself/.test(name) ? 21 : 1;
      expect(inAll).toBeLessThanOrEqual((waits.length + 1) * redirects);

      // Retry that fails says so again; one that does not, shows what was asked for.
      relay.heal();
      await alert.getByRole('button', { name: 'Retry' }).click();
      await expectAnswer(what, faulty);
      await expect(alert).toHaveCount(0);
      expect(asked()).toBe(inAll + 1);
    });
  }
}
