// What changed inside lines: asked for once per row, for the rows in sight only, all of them in one call.

import type { DiffTable, IntralineSpan, IntralineSpans } from '../../core/api.ts';
import { type Awaitable, isPromise } from '../source/awaitable.ts';

/** Rows whose spans are kept. Beyond it all are forgotten; asking again costs microseconds a row. */
const MOST_ROWS = 20_000;

export type AskIntraline = (table: DiffTable, rows: readonly number[]) => Awaitable<IntralineSpans>;

const none: readonly IntralineSpan[] = [];

class IntralineMarks {
  readonly #table: DiffTable;
  readonly #listeners = new Set<(rows: readonly number[]) => void>();
  #spans = new Map<number, readonly IntralineSpan[]>();

  constructor(table: DiffTable) {
    this.#table = table;
  }

  spansAt(row: number): readonly IntralineSpan[] {
    return this.#spans.get(row) ?? none;
  }

  /**
   * Calls back with rows that have marks now, if an answer came later. Whoever asked: rows that one view asked for are
   * shown by another when the answer comes. Returns what ends it.
   */
  listen(onArrived: (rows: readonly number[]) => void): () => void {
    this.#listeners.add(onArrived);
    return () => this.#listeners.delete(onArrived);
  }

  /** A row that was asked for is not asked for again. */
  ask(rows: readonly number[], ask: AskIntraline): void {
    const wanted = rows.filter(
      (row) => row >= 0 && !this.#spans.has(row) && this.#table.pairedRowAt(row) >= 0,
    );
    if (wanted.length === 0) return;
    if (this.#spans.size > MOST_ROWS) this.#spans = new Map();
    for (const row of wanted) this.#spans.set(row, none);
    // Rows without marks are complete; where marking fails, they stay as they are.
    try {
      const answer = ask(this.#table, wanted);
      if (!isPromise(answer)) {
        this.#keep(wanted, answer);
        return;
      }
      answer.then(
        (spans) => {
          const marked = this.#keep(wanted, spans);
          for (const listener of this.#listeners) listener(marked);
        },
        () => {},
      );
    } catch {}
  }

  #keep(rows: readonly number[], spans: IntralineSpans): readonly number[] {
    return rows.filter((row) => {
      const found = spans.spansAt(row);
      this.#spans.set(row, found);
      return found.length > 0;
    });
  }
}

const marks = new WeakMap<DiffTable, IntralineMarks>();

/** Those of a table, whoever shows it. */
export function marksOf(table: DiffTable): IntralineMarks {
  const known = marks.get(table) ?? new IntralineMarks(table);
  marks.set(table, known);
  return known;
}
