// Jobs of several lanes: each lane in its order, the lanes in turn.

export class FairQueue<Job> {
  readonly #lanes = new Map<object, Job[]>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(lane: object, job: Job): void {
    const jobs = this.#lanes.get(lane);
    if (jobs) jobs.push(job);
    else this.#lanes.set(lane, [job]);
    this.#size++;
  }

  /** What shift() would give. */
  peek(): Job | undefined {
    for (const jobs of this.#lanes.values()) return jobs[0];
    return undefined;
  }

  shift(): Job | undefined {
    for (const [lane, jobs] of this.#lanes) {
      const job = jobs.shift();
      // To the end of the line.
      this.#lanes.delete(lane);
      if (jobs.length > 0) this.#lanes.set(lane, jobs);
      if (job !== undefined) this.#size--;
      return job;
    }
    return undefined;
  }

  remove(lane: object, job: Job): boolean {
    const jobs = this.#lanes.get(lane);
    const at = jobs?.indexOf(job) ?? -1;
    if (!jobs || at < 0) return false;
    jobs.splice(at, 1);
    this.#size--;
    if (jobs.length === 0) this.#lanes.delete(lane);
    return true;
  }
}
