// How the tab and its viewer look: one state, in every width, colour scheme and view. Accept a new look after looking at it:
//   npx playwright test e2e/looks.spec.ts --update-snapshots

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromiumArguments } from '../scripts/lib/chromium-arguments.mjs';
import { expect, test } from './fixtures.ts';
import { onlyChromium } from './support/only-chromium.ts';

// The same letters on every machine.
test.use({
  launchOptions: {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      ...chromiumArguments,
      '--font-render-hinting=none',
      '--disable-lcd-text',
      '--force-color-profile=srgb',
    ],
    env: {
      ...process.env,
      FONTCONFIG_FILE: fileURLToPath(new URL('support/fonts.conf', import.meta.url)),
    },
  },
  deviceScaleFactor: 1,
  locale: 'en-GB',
  timezoneId: 'UTC',
});

// Without any font at all Chromium would not even start, and not say why.
test.beforeAll(() => {
  const font = '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf';
  if (!existsSync(font))
    throw new Error('Pictures are compared in DejaVu: apt-get install fonts-dejavu-core');
});

/** A faint tint over an area, and few points of quite another colour. Letters whose edges are drawn otherwise are neither. */
const tolerances = [
  { threshold: 0.03, maxDiffPixelRatio: 0.008 },
  { threshold: 0.25, maxDiffPixelRatio: 0.0005 },
];

/** Width → height: enough to show every part, and no more, as every row of text makes the files larger. */
const sizes = { 1440: 440, 768: 500, 375: 560 } as const;

const pictures = onlyChromium('only Chromium’s pictures are compared');

for (const [width, height] of Object.entries(sizes))
  for (const colorScheme of ['light', 'dark'] as const)
    for (const view of ['unified', 'split'] as const)
      test(`looks as it did: ${width} px, ${colorScheme}, ${view}`, pictures, async ({ demo, page }) => {
        await page.setViewportSize({ width: Number(width), height });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        // Without the costs: their figures differ from run to run.
        await demo.open({ view, costs: '0', file: 'docs/guide.md' });
        // What changed inside the lines comes last, and the other scopes' counts after it.
        await expect(demo.rows.locator('mark').first()).toBeVisible();
        await demo.settled(4);
        await page.evaluate(() => document.fonts.ready);
        // Where there is no room for two sides both views look alike.
        const shown = Number(width) < 500 ? 'narrow' : view;
        const picture = `${width}-${colorScheme}-${shown}.png`;
        for (const tolerance of tolerances) await expect(page).toHaveScreenshot(picture, tolerance);
      });
