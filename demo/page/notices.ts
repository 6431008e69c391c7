// What stands where rows or files cannot: waiting, failure, explanation.

import type { OnProgress } from './diff-request.ts';
import { button, element } from './element.ts';
import { bytes } from './quantities.ts';

/** Milliseconds after which a wait says how far it is. What is waited for shows earlier, by the style sheet. */
const PROGRESS_AFTER = 1000;

/** A skeleton with the geometry of rows, and what is being waited for. */
export function waiting(what: string, rows: number): { element: HTMLElement; onProgress: OnProgress } {
  const started = performance.now();
  const progress = element('span', 'progress');
  const skeleton = element('div', 'skeleton', { 'aria-hidden': 'true' });
  for (let i = 0; i < rows; ++i) skeleton.append(element('div', 'skeleton-row'));
  const made = element(
    'div',
    'waiting',
    {},
    element('p', 'waiting-text', { role: 'status' }, `Loading ${what} … `, progress),
    skeleton,
  );
  return {
    element: made,
    onProgress: (received, total) => {
      if (performance.now() - started < PROGRESS_AFTER) return;
      progress.textContent = total ? `${bytes(received)} of ${bytes(total)}` : bytes(received);
    },
  };
}

export function failure(sentence: string, onRetry: () => void): HTMLElement {
  return element(
    'div',
    'notice failure',
    { role: 'alert' },
    element('p', '', {}, sentence),
    button('Retry', 'action', onRetry),
  );
}

export function explanation(title: string, text: string, ...actions: HTMLElement[]): HTMLElement {
  return element('div', 'notice', {}, element('h3', '', {}, title), element('p', '', {}, text), ...actions);
}

/** A line above the rows that does not replace them. */
export function remark(...content: (Node | string)[]): HTMLElement {
  return element('div', 'remark', { role: 'note' }, ...content);
}
