// In a file of its own, as it is public: the declarations of the rest name libraries that an application does not have.

import type { Recovery } from '../writing/writable-root.ts';

/** What became of a folder in which a write was cut off. */
export interface RecoveredRoot {
  readonly path: string;
  /** `locked`: another program is writing there. */
  readonly recovery: Recovery | 'locked' | 'failed';
  /** What failed, for the operator. */
  readonly message: string | undefined;
}
