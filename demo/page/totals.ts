// How many files have which status: the answer's own summary, whatever the list shows.

import type { DiffSummary } from 'hunkwise';
import { element } from './element.ts';
import { count } from './quantities.ts';

export function showTotals(container: HTMLElement, summary: DiffSummary | undefined): void {
  container.replaceChildren(
    ...(['added', 'modified', 'deleted', 'unchanged'] as const).map((status) =>
      element(
        'span',
        `total ${status}`,
        {},
        element('b', '', {}, summary ? count(summary[status]) : '–'),
        ` ${status}`,
      ),
    ),
  );
}
