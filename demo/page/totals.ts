// How many files have which status: the answer's own summary, whatever the list shows.

import type { DiffSummary } from 'hunkwise';
import { element } from './element.ts';
import { count } from './quantities.ts';

export function showTotals(container: HTMLElement, summary: DiffSummary | undefined): void {
  container.replaceChildren();
  for (const status of ['added', 'modified', 'deleted', 'unchanged'] as const) {
    const files = element('b', '', {}, summary ? count(summary[status]) : '–');
    // The blank between two of them is for those who listen.
    container.append(element('span', `total ${status}`, {}, files, ` ${status}`), ' ');
  }
}
