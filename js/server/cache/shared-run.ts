// One run for all who ask at about the same time, and never one that began before they asked: whoever asks while a run is
// under way gets the next one, together with all who come in the meantime.

export class SharedRun<Value> {
  readonly #run: () => Promise<Value>;
  #running: Promise<Value> | undefined;
  #next: Promise<Value> | undefined;

  constructor(run: () => Promise<Value>) {
    this.#run = run;
  }

  /** The result of a run that begins after this call. */
  fresh(): Promise<Value> {
    if (!this.#running) return this.#start();
    this.#next ??= this.#running
      .catch(() => {})
      .then(() => {
        this.#next = undefined;
        return this.#start();
      });
    return this.#next;
  }

  #start(): Promise<Value> {
    const running = this.#run().finally(() => {
      if (this.#running === running) this.#running = undefined;
    });
    this.#running = running;
    return running;
  }
}
