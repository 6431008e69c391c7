// When the service says that a tree has changed, what was compared is asked for again.

import type { QueryClient } from '@tanstack/react-query';
import { KEY_ROOT } from '../sync/query-keys.ts';

/** The browser connects again by itself; a change in between is asked for as well. */
export function followChanges(queries: QueryClient): void {
  const events = new EventSource('/events');
  const askAgain = () => queries.invalidateQueries({ queryKey: [KEY_ROOT] });
  let isFirst = true;
  events.addEventListener('change', askAgain);
  events.addEventListener('ready', () => {
    if (!isFirst) void askAgain();
    isFirst = false;
  });
}
