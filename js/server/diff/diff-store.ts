// What keeps diffs between requests.

import type { ContentDiff } from './content-diff.ts';

export interface DiffStore {
  get(key: string): Promise<ContentDiff | undefined>;
  set(key: string, value: ContentDiff): Promise<void>;
  readonly bytes: number;
  close(): Promise<void>;
}
