// Indexes a service's JSON answer. The one-shot call is the incremental one, fed by windows.

import type { CoreAnswer, CoreCall, Steps } from './core-call.ts';
import { type GuardLimits, PackedIndex } from './diff-index.ts';
import { PayloadStep, TableKind } from './format.ts';
import { IndexParts } from './index-parts.ts';
import type { ByteSource } from './source.ts';
import { TableReader } from './table-reader.ts';
import { WindowFeed } from './window-feed.ts';

export class PayloadIndexing {
  readonly #source: ByteSource;
  readonly #limits: GuardLimits;
  readonly #parts = new IndexParts();
  readonly #feed: WindowFeed;
  #isFinished = false;

  constructor(source: ByteSource, limits: GuardLimits, windowBytes: number) {
    this.#source = source;
    this.#limits = limits;
    this.#feed = new WindowFeed(
      source,
      {
        name: 'indexPayload',
        kind: TableKind.index,
        options: (isLast) => [isLast ? PayloadStep.last : PayloadStep.window],
        take: (part) => this.#parts.add(part),
      },
      windowBytes,
    );
  }

  /** The source has grown. */
  *grown(): Steps<void> {
    yield* this.#feed.feedWhole();
  }

  *snapshot(): Steps<PackedIndex> {
    if (this.#isFinished) return this.#index();
    yield* this.#feed.feedAll();
    const call: CoreCall = {
      name: 'indexPayload',
      input: [[this.#feed.state], []],
      options: [PayloadStep.snapshot],
    };
    const answer: CoreAnswer = yield call;
    return this.#index(new TableReader(answer.table, TableKind.index));
  }

  *finish(): Steps<PackedIndex> {
    if (!this.#isFinished) yield* this.#feed.finish();
    this.#isFinished = true;
    return this.#index();
  }

  #index(last?: TableReader): PackedIndex {
    return new PackedIndex(this.#parts.list(last), this.#source, this.#limits);
  }
}
