// A scope that is on the way: after a moment what is waited for, after a second how far it is, and a way out.

import { DiffViewerSkeleton } from '../DiffViewerSkeleton.tsx';
import { type RequestProgress, useBytesSoFar } from './request-progress.ts';
import type { TabTexts } from './tab-texts.ts';

export interface ScopeWaitingProps {
  readonly texts: TabTexts;
  readonly what: string;
  readonly progress: RequestProgress;
  readonly progressKey: string;
  /** Undefined: there is nothing to end. */
  readonly onLeave?: (() => void) | undefined;
}

export function ScopeWaiting({ texts, what, progress, progressKey, onLeave }: ScopeWaitingProps) {
  return (
    <>
      <DiffViewerSkeleton label={what} />
      <div className="hw-wait">
        <p role="status">{what}</p>
        <div className="hw-wait-longer">
          <BytesSoFarBar texts={texts} what={what} progress={progress} progressKey={progressKey} />
          {onLeave && (
            <button type="button" className="hw-button" onClick={onLeave}>
              {texts.cancel}
            </button>
          )}
        </div>
      </div>
    </>
  );
}

/** Nothing as long as nothing has arrived. */
export function BytesSoFarBar({ texts, what, progress, progressKey }: Omit<ScopeWaitingProps, 'onLeave'>) {
  const soFar = useBytesSoFar(progress, progressKey);
  if (!soFar) return null;
  const { received, total } = soFar;
  return (
    <span className="hw-so-far">
      <progress aria-label={what} {...(total ? { value: received, max: total } : {})} />
      {texts.soFar(received, total)}
    </span>
  );
}
