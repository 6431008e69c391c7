// How much differs, and what can be done about it. One row that is always there, so that nothing moves when it is filled.

import { sideWords } from './scope-sides.ts';
import { sideCounts } from './side-counts.ts';
import type { SyncStatus } from './sync-status.ts';

/** The notice that the copies have drifted apart. */
interface DriftNotice {
  readonly sentence: string;
  /** Undefined: neither side can be brought to the other in one step. */
  readonly onTakeUpstream?: (() => void) | undefined;
  readonly onKeepLocal: () => void;
  readonly onDismiss: () => void;
}

export interface StatusRowProps {
  readonly status: Pick<SyncStatus, 'texts' | 'scope' | 'scopes' | 'content'>;
  readonly drift: DriftNotice | undefined;
}

export function StatusRow({ status, drift }: StatusRowProps) {
  const { content, scope, scopes, texts } = status;
  const isComparingAgain = content.kind === 'loaded' && scopes[scope].isFetching;
  const { oldSide, newSide } = sideWords(texts, scope);
  // By sides, since "added" means another side in each comparison; a dash until they are known.
  const counts = content.kind === 'loaded' ? sideCounts(scope, content.summary.index.summary) : undefined;
  return (
    <div className={drift ? 'hw-status-row hw-drift' : 'hw-status-row'}>
      <div className="hw-status-words" role="status" aria-busy={content.kind === 'waiting'}>
        {drift && <p>{drift.sentence}</p>}
        <p className="hw-side-counts">{counts ? texts.counts(counts, oldSide, newSide) : texts.notCounted}</p>
        {isComparingAgain && <p className="hw-comparing-again">{texts.comparingAgain}</p>}
      </div>
      {drift && (
        <span className="hw-drift-buttons">
          {drift.onTakeUpstream && (
            <button type="button" className="hw-button" onClick={drift.onTakeUpstream}>
              {texts.takeUpstream}
            </button>
          )}
          <button type="button" className="hw-button" onClick={drift.onKeepLocal}>
            {texts.keepLocal}
          </button>
          <button type="button" className="hw-button" aria-label={texts.dismiss} onClick={drift.onDismiss}>
            ×
          </button>
        </span>
      )}
    </div>
  );
}
