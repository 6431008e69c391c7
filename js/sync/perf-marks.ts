// How long a person waits, as marks and measures of the browser: DevTools and every monitor of a page can read them.

import type { ComparisonScope } from './scopes.ts';

/** What is measured. A scope's time runs from the click to its content on the screen. */
export type PerfName =
  | 'modal.open'
  | 'sync-tab.activate'
  | 'sync-tab.mount'
  | 'sync-tab.first-data'
  | `sync-tab.scope.${ComparisonScope}`
  | 'project-selector.mount'
  | 'project-selector.ready'
  | 'diff-viewer.summary-ready'
  | 'diff-viewer.render'
  | 'diff-viewer.detail';

/** As much of `performance` as is used; a test environment may have none of it. */
type MarkingPerformance = Pick<Performance, 'now' | 'mark' | 'measure' | 'clearMarks'>;

/** Options of {@link PerfMarks}. */
export interface PerfMarksOptions {
  /** Of every name: `{prefix}.{name}`. Default `hunkwise`. */
  readonly prefix?: string;
  readonly performance?: Partial<MarkingPerformance> | undefined;
}

/** Shown in DevTools beside a measure. */
export type PerfProperties = Readonly<Record<string, string | number>>;

/** Never throws and never logs; without a performance API only the returned times are missing. */
export class PerfMarks {
  readonly #prefix: string;
  readonly #performance: Partial<MarkingPerformance> | undefined;
  /** Start times in milliseconds since the page began. */
  readonly #started = new Map<PerfName, number>();

  constructor(options: PerfMarksOptions = {}) {
    this.#prefix = options.prefix ?? 'hunkwise';
    this.#performance = 'performance' in options ? options.performance : globalThis.performance;
  }

  /** Begins, anew if it was begun before. Scopes exclude each other: the one clicked before is not measured any more. */
  start(name: PerfName): void {
    this.cancel(name);
    if (isScope(name)) for (const other of this.#started.keys()) if (isScope(other)) this.cancel(other);
    this.#try((performance) => {
      this.#started.set(name, performance.now());
      performance.mark(`${this.#name(name)}.start`, { detail: { devtools: { dataType: 'marker' } } });
    });
  }

  /**
   * Ends and measures. Both marks are cleared; the measure stays.
   *
   * @returns Milliseconds; undefined if it was not begun, or was superseded.
   */
  end(name: PerfName, properties: PerfProperties = {}): number | undefined {
    const start = this.#started.get(name);
    if (start === undefined) return undefined;
    const duration = this.#try((performance) => {
      const end = performance.now();
      performance.mark(`${this.#name(name)}.end`);
      const detail = { devtools: this.#trackEntry(name, properties) };
      performance.measure(this.#name(name), { start, end, detail });
      return end - start;
    });
    this.cancel(name);
    this.#try((performance) => performance.clearMarks(`${this.#name(name)}.end`));
    return duration;
  }

  /** Forgets that it was begun: what was waited for will not be painted. */
  cancel(name: PerfName): void {
    if (this.#started.delete(name))
      this.#try((performance) => performance.clearMarks(`${this.#name(name)}.start`));
  }

  #name(name: PerfName): string {
    return `${this.#prefix}.${name}`;
  }

  /** DevTools shows these as a track of its own, one line for each part of the page. */
  #trackEntry(name: PerfName, properties: PerfProperties) {
    const track = name.slice(0, name.indexOf('.'));
    return {
      dataType: 'track-entry',
      trackGroup: this.#prefix,
      track,
      color: name === 'diff-viewer.detail' ? 'secondary' : 'primary',
      tooltipText: name,
      properties: Object.entries(properties).map(([key, value]) => [key, String(value)]),
    };
  }

  #try<Result>(use: (performance: MarkingPerformance) => Result): Result | undefined {
    try {
      return this.#performance ? use(this.#performance as MarkingPerformance) : undefined;
    } catch {
      return undefined; // Without one of the methods nothing is measured; nobody's page may break over that.
    }
  }
}

function isScope(name: PerfName): boolean {
  return name.startsWith('sync-tab.scope.');
}
