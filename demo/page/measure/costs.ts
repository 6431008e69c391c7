// Everything that is counted and timed on the page, and the report of it.

import { version } from 'hunkwise/package.json';
import type { LazyLoadedEvent, PerfLogger } from 'hunkwise/sync';
import { medianOf } from '../quantities.ts';
import { EngineCalls } from './engine-calls.ts';
import { type Gauges, readGauges } from './gauges.ts';
import { Log } from './log.ts';
import { type LoggedRequest, RequestLog } from './request-log.ts';
import { type TimedStep, TimeLog } from './time-log.ts';

export interface StepFigures {
  readonly name: string;
  readonly count: number;
  readonly last: number;
  readonly median: number;
  readonly most: number;
}

export interface CostReport extends Gauges {
  /** Of the package. */
  readonly version: string;
  readonly address: string;
  readonly userAgent: string;
  readonly requests: readonly LoggedRequest[];
  readonly steps: readonly StepFigures[];
  readonly longTasks: readonly number[];
  /** Files whose text was loaded when they were opened. */
  readonly files: readonly LazyLoadedEvent[];
  /** Calls of the engine, by method. */
  readonly engineCalls: Readonly<Record<string, number>>;
}

export class Costs {
  readonly requests = new RequestLog();
  readonly calls = new EngineCalls();
  readonly times = new TimeLog();
  readonly files = new Log<LazyLoadedEvent>();
  readonly logFile: PerfLogger = (event) => this.files.add(event);
  /** The one whose heap is shown. */
  engine: { readonly heapBytes: number } | undefined;

  report(): CostReport {
    return {
      version,
      address: location.href,
      userAgent: navigator.userAgent,
      ...readGauges(this.engine),
      requests: this.requests.log.entries,
      steps: stepFigures(this.times.steps.entries),
      longTasks: this.times.longTasks.entries.map(({ duration }) => duration),
      files: this.files.entries,
      engineCalls: countedBy(this.calls.log.entries.map(({ method }) => method)),
    };
  }

  reset(): void {
    for (const log of [this.requests.log, this.calls.log, this.times.steps, this.times.longTasks])
      log.clear();
  }
}

/** In the order of their first appearance. */
export function stepFigures(steps: readonly TimedStep[]): StepFigures[] {
  const names = [...new Set(steps.map(({ name }) => name))];
  return names.map((name) => {
    const durations = steps.filter((step) => step.name === name).map(({ duration }) => duration);
    return {
      name,
      count: durations.length,
      last: durations.at(-1) ?? 0,
      median: medianOf(durations),
      most: Math.max(...durations),
    };
  });
}

export function countedBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
