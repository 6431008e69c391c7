// A comparison and what has changed in it since, as one index. Neither of the two is copied.

import type { DiffIndex, DiffSummary } from '../core/api.ts';
import { byCodePoint } from '../core/code-points.ts';
import { conflictsAmong } from '../core/conflicts.ts';
import type { PackedIndex, TextPlace } from '../core/diff-index.ts';

/**
 * The whole comparison after a change: files of `newer` replace those with their path or stand where the service would put
 * them, by code point of the path.
 *
 * @param previous In that order, as every answer of a service that knows `since`.
 * @param newer Only the files that have changed, with the summary and the words of the whole answer.
 * @param removed Paths that are on no side any more.
 */
export function mergedIndex(previous: DiffIndex, newer: DiffIndex, removed: readonly string[]): DiffIndex {
  const former = previous instanceof MergedIndex ? previous.places : placesOf(previous);
  const gone = new Set(removed);
  const places: Place[] = [];
  let next = 0;
  for (const place of former) {
    const path = place.index.path(place.file);
    for (; next < newer.fileCount; ++next) {
      const order = byCodePoint(newer.path(next), path);
      if (order > 0) break;
      places.push({ index: newer, file: next });
      if (order === 0) gone.add(path);
    }
    if (!gone.has(path)) places.push(place);
  }
  for (; next < newer.fileCount; ++next) places.push({ index: newer, file: next });
  return new MergedIndex(places, newer);
}

/** A file, and the answer that speaks of it. */
interface Place {
  readonly index: DiffIndex;
  readonly file: number;
}

const placesOf = (index: DiffIndex): Place[] =>
  Array.from({ length: index.fileCount }, (_, file) => ({ index, file }));

class MergedIndex implements DiffIndex {
  /** Of indexes that are not merged themselves, so that a hundred changes are no deeper than one. */
  readonly places: readonly Place[];
  readonly #newest: DiffIndex;
  #summary: DiffSummary | undefined;

  constructor(places: readonly Place[], newest: DiffIndex) {
    this.places = places;
    this.#newest = newest;
  }

  get fileCount(): number {
    return this.places.length;
  }

  /** The newest answer's, which counts all files; but of its own files only it may say who changed them. */
  get summary(): DiffSummary {
    if (!this.#summary) {
      const conflicts = conflictsAmong(this.places.map(({ index, file }) => index.changeOrigin(file)));
      this.#summary = { ...this.#newest.summary, ...(conflicts === undefined ? {} : { conflicts }) };
    }
    return this.#summary;
  }

  get hasChanges() {
    return this.#newest.hasChanges;
  }

  get meta() {
    return this.#newest.meta;
  }

  path(i: number) {
    const { index, file } = this.#place(i);
    return index.path(file);
  }

  oldPath(i: number) {
    const { index, file } = this.#place(i);
    return index.oldPath(file);
  }

  oldHash(i: number) {
    const { index, file } = this.#place(i);
    return index.oldHash(file);
  }

  newHash(i: number) {
    const { index, file } = this.#place(i);
    return index.newHash(file);
  }

  status(i: number) {
    const { index, file } = this.#place(i);
    return index.status(file);
  }

  side(i: number) {
    const { index, file } = this.#place(i);
    return index.side(file);
  }

  changeOrigin(i: number) {
    const { index, file } = this.#place(i);
    return index.changeOrigin(file);
  }

  detail(i: number) {
    const { index, file } = this.#place(i);
    return index.detail(file);
  }

  additions(i: number) {
    const { index, file } = this.#place(i);
    return index.additions(file);
  }

  deletions(i: number) {
    const { index, file } = this.#place(i);
    return index.deletions(file);
  }

  rowCountAt(i: number) {
    const { index, file } = this.#place(i);
    return index.rowCountAt(file);
  }

  diffBytes(i: number) {
    const { index, file } = this.#place(i);
    return index.diffBytes(file);
  }

  guard(i: number) {
    const { index, file } = this.#place(i);
    return index.guard(file);
  }

  /** What the engine asks of an index whose file is to be read. */
  text(i: number): TextPlace {
    const { index, file } = this.#place(i);
    return (index as PackedIndex).text(file);
  }

  #place(i: number): Place {
    const place = this.places[i];
    if (!place) throw new RangeError(`File ${i} is not one of 0 to ${this.fileCount - 1}.`);
    return place;
  }
}
