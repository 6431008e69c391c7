// Tests that need Chromium itself. In another browser they are skipped, and the reason is told at the end of the run.

import type { TestDetails } from '@playwright/test';

const TYPE = 'only in Chromium';

export const ONLY_CHROMIUM_EMULATES = 'Firefox takes no colours or schemes to emulate';
export const ONLY_CHROMIUM_COUNTS = 'only Chromium’s DevTools count elements, objects and bytes';

/** Details of such a test, or of a group. */
export const onlyChromium = (reason: string): TestDetails => ({
  annotation: { type: TYPE, description: reason },
});

/** Of one that has these annotations; undefined: it runs everywhere. */
export const reasonForChromium = (
  annotations: readonly { readonly type: string; readonly description?: string }[],
): string | undefined => annotations.find(({ type }) => type === TYPE)?.description;
