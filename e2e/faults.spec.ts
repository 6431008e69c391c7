// The profiling page behind a server that fails, over real sockets: what a person reads, how often the service is asked,
// and that all is well when the fault is over. Every single fault is in tests/js/faults-service.test.ts; here are some of
// each kind, as browsers have them.

import { type FaultCase, faultCases } from '../tests/js/support/fault-cases.ts';
import { answering, stalledAfter } from '../tests/js/support/fault-server.ts';
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
  'cut in the headers',
  'no HTTP',
  'cut at 50 %',
  'stalled at 99 %',
  'fewer bytes announced than come',
  'a length over the ceiling',
  'gzip cut in the middle',
  'a web page',
  '204',
  'an empty body',
  'two answers in one',
  'zeroes',
  'a redirection to itself',
  'a redirection to nowhere',
  '401',
  '404',
  '500',
  '503',
  '500 whose body is cut',
  '500 without end',
  '429 with Retry-After: 3600',
  '503 with Retry-After: 2',
  '503 with Retry-After: 7200',
];

const unreadable: Partial<FaultCase> = { fails: 'malformed', says: 'the answer cannot be read.', waits: [] };

/** What browsers take otherwise than Node: headers that end with the connection are whole to them. */
const inBrowsers: Record<string, Partial<FaultCase>> = {
  'cut in the headers': { fails: 'empty', says: 'the answer is empty. Try again', waits: [] },
};

/** What Firefox alone takes otherwise: words without a head are an answer of HTTP 0.9, and half of a packed text is one, too. */
const inFirefox: Record<string, Partial<FaultCase>> = {
  'no HTTP': unreadable,
  'gzip cut in the middle': unreadable,
};

/** Requests that a browser makes by itself of one that it is asked for. */
function requestsEach(name: string, browserName: string): number {
  if (name === 'a redirection to itself') return 21;
  return browserName === 'firefox' && name === 'closed without a byte' ? 10 : 1;
}

const casesOf = chosen.map((name) => {
  const found = faultCases.find((candidate) => candidate.name === name);
  if (!found?.fails) throw new Error(`There is no fault "${name}"`);
  return { ...found, ...inBrowsers[name] };
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
  for (const { name, fault, ...usual } of casesOf) {
    test(`${what}: ${name}`, async ({ faulty, relay, page, browserName }) => {
      const expected = browserName === 'firefox' ? { ...usual, ...inFirefox[name] } : usual;
      const { fails, says = '', waits: pauses = [] } = expected;
      // A file that was opened is asked for once: somebody is there, and has the button.
      const waits = what === 'summary' ? pauses : [];
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
      expect(inAll).toBeLessThanOrEqual((waits.length + 1) * requestsEach(name, browserName));

      // Retry that fails says so again; one that does not, shows what was asked for.
      relay.heal();
      await alert.getByRole('button', { name: 'Retry' }).click();
      await expectAnswer(what, faulty);
      await expect(alert).toHaveCount(0);
      expect(asked()).toBe(inAll + 1);
    });
  }
}

test.describe('whoever leaves', () => {
  const stalled = stalledAfter((length) => length >> 1);

  test('a file whose text stalls for another one closes the connection', async ({ faulty, relay, page }) => {
    await faulty.openSettled({}, 3);
    relay.fail(isOf.detail, stalled);
    await faulty.openFile(FILE);
    await expect.poll(() => relay.open(isOf.detail)).toBe(1);
    await faulty.openFile('docs/guide.md');
    await expect(faulty.line('addition').first()).toBeVisible();
    await expect.poll(() => relay.open(isOf.detail)).toBe(0);
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('a comparison that stalls for another one closes the connection', async ({ faulty, relay, page }) => {
    relay.fail(isOf.summary, stalled);
    await faulty.open({ prefetchScopes: '0' }); // which would ask for it once more
    await expect.poll(() => relay.open(isOf.summary)).toBe(1);
    await faulty.chooseScope('Source vs. Collection');
    await expect(faulty.treeItems.first()).toBeVisible();
    await expect.poll(() => relay.open(isOf.summary)).toBe(0);
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('the page closes every connection', async ({ faulty, relay, page }) => {
    relay.fail(isComparison, stalled);
    await faulty.open();
    await expect.poll(() => relay.open(isComparison)).toBeGreaterThan(0);
    await page.goto('about:blank');
    await expect.poll(() => relay.open(() => true)).toBe(0);
  });
});

test('a service that went away takes nothing away that is here', async ({ faulty, relay, page }) => {
  await faulty.openSettled({}, 3);
  await relay.close();
  await faulty.openFile(FILE);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText(`${begins.detail}the service does not answer`);
  await faulty.chooseScope('Source vs. Collection');
  await expect(faulty.treeItems.first()).toBeVisible();
  await faulty.chooseScope('Collection vs. Project');
  // Asked for once more, and refused again: what is asked for after it would need no Retry.
  await expect(alert).toContainText(`${begins.detail}the service does not answer`);
  await relay.listen();
  await alert.getByRole('button', { name: 'Retry' }).click();
  await expectAnswer('detail', faulty);
});

for (const what of ['summary', 'detail'] as const) {
  test(`offline and back: a ${what} is told, and there when the connection is`, async ({
    faulty,
    relay,
    page,
    context,
  }) => {
    const alert = page.getByRole('alert');
    await page.clock.install();
    await begin(what, relay, faulty, answering(500));
    await expect(alert).toContainText('the service failed');
    await context.setOffline(true);
    const before = relay.asked(isOf[what]);
    await alert.getByRole('button', { name: 'Retry' }).click();
    await expect
      .poll(async () => {
        await page.clock.fastForward(1000);
        return alert.textContent();
      })
      .toContain('the service does not answer. Check the connection');
    await expect(alert).toContainText(begins[what]);
    expect(relay.asked(isOf[what])).toBe(before);
    relay.heal();
    await context.setOffline(false);
    await alert.getByRole('button', { name: 'Retry' }).click();
    await expectAnswer(what, faulty);
    await expect(alert).toHaveCount(0);
  });

  test(`a service that went away and came back: a ${what} is there after Retry`, async ({
    faulty,
    relay,
    page,
  }) => {
    // The list of projects may have been on its way when the service went, which is told beside.
    const alert = page.getByRole('alert').filter({ hasText: begins[what] });
    const retry = alert.getByRole('button', { name: 'Retry' });
    await page.clock.install();
    await begin(what, relay, faulty, answering(500));
    await expect(alert).toContainText('the service failed');
    await relay.close();
    await retry.click();
    await expect
      .poll(async () => {
        await page.clock.fastForward(1000);
        return alert.textContent();
      })
      .toContain('the service does not answer. Check the connection');
    relay.heal();
    await relay.listen();
    await retry.click();
    await expectAnswer(what, faulty);
  });
}
