// Measures that the components leave with the browser, and tasks that were long.

import { Log } from './log.ts';

/** Of every name that the page's marks have. */
export const MARK_PREFIX = 'hunkwise';

export interface TimedStep {
  /** Without the prefix. */
  readonly name: string;
  /** Both in milliseconds; since the page began. */
  readonly start: number;
  readonly duration: number;
}

export class TimeLog {
  readonly steps = new Log<TimedStep>();
  readonly longTasks = new Log<TimedStep>();

  constructor() {
    observe('measure', ({ name, startTime, duration }) => {
      if (!name.startsWith(`${MARK_PREFIX}.`)) return;
      this.steps.add({ name: name.slice(MARK_PREFIX.length + 1), start: startTime, duration });
    });
    observe('longtask', ({ name, startTime, duration }) =>
      this.longTasks.add({ name, start: startTime, duration }),
    );
  }
}

function observe(type: string, take: (entry: PerformanceEntry) => void): void {
  // Not every browser knows every kind.
  if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) take(entry);
  }).observe({ type, buffered: true });
}
