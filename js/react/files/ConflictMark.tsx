import { useViewer } from '../context/ViewerContext.tsx';

/** Beside a file that both sides changed: a sign for those who see it, the sentence for those who ask or listen. */
export function ConflictMark() {
  const { conflict } = useViewer().texts;
  return (
    <span className="hw-badge hw-conflict" title={conflict}>
      <span aria-hidden="true">!</span>
      <span className="hw-for-readers">{conflict}</span>
    </span>
  );
}
