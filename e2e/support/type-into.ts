import type { Locator } from '@playwright/test';

/** Replaces an input's text by keys. `fill` sets it in Firefox in a way that React does not notice. */
export async function typeInto(input: Locator, text: string): Promise<void> {
  await input.selectText();
  await input.pressSequentially(text);
}
