// What stands above the rows: path, status, counts, and which side is which.

import type { ReactNode } from 'react';
import type { FileStatus } from '../../core/api.ts';
import { useViewer } from '../context/ViewerContext.tsx';
import type { LineCounts } from '../context/view-state.ts';
import { ConflictMark } from '../files/ConflictMark.tsx';
import { Counts } from '../files/Counts.tsx';
import { StatusBadge } from '../files/StatusBadge.tsx';
import { ShownText } from '../parts/ShownText.tsx';

export interface FileHeaderProps {
  readonly path: string;
  readonly oldPath: string | undefined;
  readonly status: FileStatus;
  readonly isConflict: boolean;
  readonly counts: LineCounts | undefined;
  readonly children?: ReactNode;
}

export function FileHeader(props: FileHeaderProps) {
  const { path, oldPath, status, isConflict, counts, children } = props;
  const { texts } = useViewer();
  return (
    <header className="hw-file-header">
      <StatusBadge status={status} />
      <h3 className="hw-file-path" dir="ltr">
        <bdi>
          <ShownText text={path} />
        </bdi>
        {oldPath !== undefined && (
          <span className="hw-old-path">
            {' '}
            <bdi>
              <ShownText text={texts.renamedFrom(oldPath)} />
            </bdi>
          </span>
        )}
      </h3>
      {isConflict && <ConflictMark />}
      {status !== 'unchanged' && <Counts counts={counts} />}
      <span className="hw-file-tools">{children}</span>
    </header>
  );
}

/** Names of the sides: over their halves, or in one line. */
export function SideNames({ isSplit }: { readonly isSplit: boolean }) {
  const { leftLabel, rightLabel } = useViewer();
  return (
    <div className={isSplit ? 'hw-sides hw-split-sides' : 'hw-sides'} dir="ltr">
      <span className="hw-side hw-old-side">
        <span aria-hidden="true">− </span>
        <bdi>
          <ShownText text={leftLabel} />
        </bdi>
      </span>
      <span className="hw-side hw-new-side">
        <span aria-hidden="true">+ </span>
        <bdi>
          <ShownText text={rightLabel} />
        </bdi>
      </span>
    </div>
  );
}
