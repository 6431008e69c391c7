// A scope that is on the way: after a moment what is waited for, after a second how far it is, and a way out.

import { DiffViewerSkeleton } from '../DiffViewerSkeleton.tsx';
import { BytesSoFarBar } from '../parts/BytesSoFar.tsx';
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
          <ArrivingBytes texts={texts} what={what} progress={progress} progressKey={progressKey} />
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

export function ArrivingBytes({ texts, what, progress, progressKey }: Omit<ScopeWaitingProps, 'onLeave'>) {
  return <BytesSoFarBar soFar={useBytesSoFar(progress, progressKey)} what={what} text={texts.soFar} />;
}
