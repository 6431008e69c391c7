// Opens a page of an application in Chromium and compares what is on it with what the patch of tests/packaging/app says.

/** What tests/packaging/app/describe.js has to print. */
export const description = `modified src/greeting.txt +1 -1
  0,0 hunkHeader @@ -1,3 +1,3 @@ greeting
  1,1 context first
  2,0 deletion good morning
  0,2 addition good evening
  3,3 context last
added docs/new.md +2 -0
  0,0 hunkHeader @@ -0,0 +1,2 @@
  0,1 addition Größe <b>
  0,2 addition end
renamed new-name.txt +0 -0`;

/** The strictest policy that the package supports. */
export const strictPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; " +
  "worker-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types hunkwise";

const rows = ['@@ -1,3 +1,3 @@ greeting', 'first', 'good morning', 'good evening', 'last'];
const changedFiles = ['src/greeting.txt +1 -1', 'docs/new.md +2 -0'];
/** Files with their counts, and the rows of the open one, of each viewer on the page. */
const viewers = {
  patch: [...changedFiles, 'new-name.txt +0 -0', ...rows],
  files: [...changedFiles, ...rows],
};

const timeout = 30_000;

// As soon as it is the description, or what it is in the end. Development servers may load a page twice.
async function outputText(page, id) {
  const isThere = ([name, text]) => document.getElementById(name)?.textContent === text;
  await page.waitForFunction(isThere, [id, description], { timeout }).catch(() => undefined);
  return (await page.locator(`#${id}`).textContent()) ?? '';
}

async function viewerText(page, id) {
  const viewer = page.locator(`#${id}`);
  await viewer.locator('.hw-row').last().waitFor({ timeout });
  return viewer.evaluate((element) => {
    const text = (parent, selector) => parent.querySelector(selector)?.textContent ?? '?';
    const files = [...element.querySelectorAll('[role=treeitem][data-path]')].map(
      (item) =>
        `${item.dataset.path} +${text(item, '.hw-additions')} -${text(item, '.hw-deletions').replace('−', '')}`,
    );
    const shown = [...element.querySelectorAll('.hw-row')].map((row) => text(row, '.hw-line'));
    return [...files, ...shown];
  });
}

const differs = (found, expected) => (found === expected ? '' : `expected\n${expected}\nfound\n${found}`);

async function checkViewers(page, check) {
  for (const [id, expected] of Object.entries(viewers)) {
    const found = (await viewerText(page, id)).join('\n');
    check(
      `viewer of ${id}: files, counts, rows`,
      found === expected.join('\n'),
      differs(found, expected.join('\n')),
    );
  }
  // Bundlers rewrite styles for older browsers, and a colour that they lose is no error to anybody.
  const lost = await page
    .locator('.hw-viewer')
    .first()
    .evaluate((viewer) => {
      const background = (selector) => getComputedStyle(viewer.querySelector(selector)).backgroundColor;
      const shown = { addition: background('.hw-addition'), deletion: background('.hw-deletion') };
      return Object.entries(shown).filter(([, colour]) => !/^rgb\(/.test(colour));
    });
  check('the styles are in effect: rows have their colours', lost.length === 0, lost.join('; '));
}

/**
 * Opens `url` and checks the texts of the outputs named in `outputs`, the viewers if the page has them, and that the
 * browser had nothing to complain about.
 */
export async function checkShownPage(browser, url, { outputs, react }, check) {
  const page = await browser.newPage();
  const complaints = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(String(error)));
  try {
    await page.goto(url);
    for (const id of outputs) {
      const found = await outputText(page, id);
      check(`#${id}: counts and rows`, found === description, differs(found, description));
    }
    if (react) {
      const version = await page.locator('#react').textContent();
      check(`React ${version}`, version?.startsWith(react), `not React ${react}`);
      await checkViewers(page, check);
    }
  } catch (error) {
    check('the page works', false, error.message);
  }
  // Development servers and builds announce themselves; that is no complaint.
  const real = complaints.filter((line) => !/^(debug: \[vite\]|info: .*React DevTools)/.test(line));
  check('no complaint of the browser', real.length === 0, real.join('\n'));
  await page.close();
}
