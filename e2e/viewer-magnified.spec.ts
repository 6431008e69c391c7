// A page that is magnified five times: browsers lay out in pixels of the display, of which there are not enough for all rows.

import { chromiumArguments } from '../scripts/lib/chromium-arguments.mjs';
import { onlyChromium } from './support/only-chromium.ts';
import { expect, test } from './support/viewer-test.ts';

const MAGNIFIED = 5;

// Playwright's own factor changes pictures, and not what is laid out.
test.use({
  viewport: null,
  launchOptions: {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...chromiumArguments, `--force-device-scale-factor=${MAGNIFIED}`, '--window-size=1000,600'],
  },
});

const factor = onlyChromium('Firefox takes no factor at its start');

test(
  '390,000 rows are reached to the last by the scroll bar, and the wheel goes on from there',
  factor,
  async ({ viewer, page }) => {
    test.slow();
    await viewer.openHuge('view=unified&rows=390000');
    expect(await page.evaluate(() => devicePixelRatio)).toBe(MAGNIFIED);
    const lastLine = async () => Number(/line (\d+)/.exec((await viewer.textsInSight()).at(-1) ?? '')?.[1]);
    await viewer.jump([1]);
    expect(await lastLine()).toBe(354_545);
    await viewer.scroller.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('End');
    await viewer.scroller.hover();
    await page.mouse.wheel(0, -100);
    await expect.poll(lastLine).toBeLessThan(354_545);
    await page.waitForTimeout(400); // smooth scrolling comes to its end
    expect(await lastLine()).toBeGreaterThan(354_530);
  },
);
