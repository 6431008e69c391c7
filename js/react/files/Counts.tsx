import { count } from '../context/quantities.ts';
import type { LineCounts } from '../context/view-state.ts';

/** Squares of the bar. */
const SQUARES = 5;

/** Additions and deletions, their signs by the style sheet as those of rows. Not known yet: a dash, never 0. */
export function Counts({ counts }: { readonly counts: LineCounts | undefined }) {
  if (!counts) return <span className="hw-counts hw-unknown">–</span>;
  return (
    <span className="hw-counts">
      <span className="hw-additions">{count(counts.additions)}</span>{' '}
      <span className="hw-deletions">{count(counts.deletions)}</span>
      <CountsBar {...counts} />
    </span>
  );
}

function CountsBar({ additions, deletions }: LineCounts) {
  const all = additions + deletions;
  // Whatever is there has one square at least.
  const part = all === 0 ? 0 : Math.round((additions / all) * SQUARES);
  const added = Math.min(Math.max(part, additions > 0 ? 1 : 0), SQUARES - (deletions > 0 ? 1 : 0));
  const kind = (square: number) => (all === 0 ? 'none' : square < added ? 'added' : 'deleted');
  return (
    <span className="hw-bar-of-counts" aria-hidden="true">
      {Array.from({ length: SQUARES }, (_, square) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: squares have no other name
        <i key={square} className={`hw-square hw-square-${kind(square)}`} />
      ))}
    </span>
  );
}
