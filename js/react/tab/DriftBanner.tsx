// Says that two copies differ, and offers what can be done about it.

import type { DriftStatus } from '../../sync.ts';
import type { SideWords } from './scope-sides.ts';
import type { TabTexts } from './tab-texts.ts';

export interface DriftBannerProps {
  readonly texts: TabTexts;
  readonly status: DriftStatus;
  readonly sides: SideWords;
  readonly files: number;
  /** Undefined: neither side can be brought to the other in one step. */
  readonly onTakeUpstream?: (() => void) | undefined;
  readonly onKeepLocal: () => void;
  readonly onDismiss: () => void;
}

export function DriftBanner({ texts, status, sides, files, ...on }: DriftBannerProps) {
  const { oldSide, newSide } = sides;
  return (
    <div className="hw-drift" role="status">
      <p>{status === 'conflict' ? texts.conflict(oldSide, newSide) : texts.drift(oldSide, newSide, files)}</p>
      <span className="hw-drift-buttons">
        {on.onTakeUpstream && (
          <button type="button" className="hw-button" onClick={on.onTakeUpstream}>
            {texts.takeUpstream}
          </button>
        )}
        <button type="button" className="hw-button" onClick={on.onKeepLocal}>
          {texts.keepLocal}
        </button>
        <button type="button" className="hw-button" aria-label={texts.dismiss} onClick={on.onDismiss}>
          ×
        </button>
      </span>
    </div>
  );
}
