// A test that drives the viewer's own page.

import { test as base } from '../fixtures.ts';
import { serveViewer } from '../pages/viewer/serve-viewer.ts';
import { ViewerDriver } from '../pages/viewer/viewer-driver.ts';

export { expect } from '../fixtures.ts';

export const test = base.extend<{ viewer: ViewerDriver }, { viewerOrigin: string }>({
  viewerOrigin: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
    async ({}, use) => {
      const { origin, close } = await serveViewer();
      await use(origin);
      await close();
    },
    { scope: 'worker' },
  ],
  viewer: async ({ page, viewerOrigin }, use) => use(new ViewerDriver(page, viewerOrigin)),
});
