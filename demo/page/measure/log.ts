// A growing list that components can watch. Told at most once a frame, so that watching costs little of what is watched.

import { useSyncExternalStore } from 'react';

/** Entries kept; the oldest go first. */
const MOST_ENTRIES = 2000;

export class Log<Entry> {
  #entries: readonly Entry[] = [];
  readonly #listeners = new Set<() => void>();
  #isTelling = false;

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  add(entry: Entry): void {
    this.#entries = [...this.#entries.slice(1 - MOST_ENTRIES), entry];
    this.#tell();
  }

  replace(former: Entry, entry: Entry): void {
    this.#entries = this.#entries.map((known) => (known === former ? entry : known));
    this.#tell();
  }

  clear(): void {
    this.#entries = [];
    this.#tell();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #tell(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    requestAnimationFrame(() => {
      this.#isTelling = false;
      for (const listener of this.#listeners) listener();
    });
  }
}

export const useLog = <Entry>(log: Log<Entry>): readonly Entry[] =>
  useSyncExternalStore(log.subscribe, () => log.entries);
