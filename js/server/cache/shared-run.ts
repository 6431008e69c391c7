// One run for all who ask at about the same time, and never one that began before they asked: whoever asks while a run is
// under way gets the next one, together with all who come in the meantime.

import { setTimeout } from 'node:timers/promises';

/** Milliseconds between a question and its run. */
const GATHER_MS = 1;

export class SharedRun<Value> {
  readonly #run: () => Promise<Value>;
  #running: Promise<Value> | undefined;
  #next: Promise<Value> | undefined;

  constructor(run: () => Promise<Value>) {
    this.#run = run;
  }

  /** The result of a run that begins after this call. */
  fresh(): Promise<Value> {
    this.#next ??= this.#begin(this.#running);
    return this.#next;
  }

  async #begin(before: Promise<Value> | undefined): Promise<Value> {
    await before?.catch(() => {});
    // Those who got the last run ask again at about the same time: they are waited for.
    await setTimeout(GATHER_MS);
    this.#next = undefined;
    return this.#start();
  }

  #start(): Promise<Value> {
    const running = this.#run().finally(() => {
      if (this.#running === running) this.#running = undefined;
    });
    this.#running = running;
    return running;
  }
}
