import type { FileStatus } from '../../core/api.ts';
import { useViewer } from '../context/ViewerContext.tsx';

const letters: Record<FileStatus, string> = {
  added: 'A',
  modified: 'M',
  deleted: 'D',
  unchanged: 'U',
  renamed: 'R',
  copied: 'C',
  'type-changed': 'T',
};

/** A letter for those who see it, the word for those who listen. */
export function StatusBadge({ status }: { readonly status: FileStatus }) {
  const word = useViewer().texts.status[status];
  return (
    <span className={`hw-badge hw-status-${status}`} title={word}>
      <span aria-hidden="true">{letters[status]}</span>
      <span className="hw-for-readers">{word}</span>
    </span>
  );
}
