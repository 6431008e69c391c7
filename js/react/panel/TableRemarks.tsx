// What must be known before one trusts the rows of a table.

import { useState } from 'react';
import type { DiffTable } from '../../core/api.ts';
import { useViewer } from '../context/ViewerContext.tsx';

const FIRST_PLACES = 3;

export interface TableRemarksProps {
  readonly table: DiffTable;
  readonly onReveal: (row: number) => void;
}

export function TableRemarks({ table, onReveal }: TableRemarksProps) {
  const { texts } = useViewer();
  const [showsAll, setShowsAll] = useState(false);
  const { diagnostics, rowCount, isExact } = table;
  const shown = showsAll ? diagnostics : diagnostics.slice(0, FIRST_PLACES);
  return (
    <>
      {diagnostics.length > 0 && (
        <div className="hw-remark" role="note">
          <p>{texts.doesNotAddUp(diagnostics.length)}</p>
          <ul>
            {shown.map(({ code, row, byteOffset }) => {
              const target = Math.max(0, Math.min(row, rowCount - 1));
              return (
                <li key={`${code} ${row} ${byteOffset}`}>
                  <button type="button" className="hw-link" onClick={() => onReveal(target)}>
                    {texts.row(target + 1)}: {texts.diagnostics[code]}
                  </button>
                </li>
              );
            })}
          </ul>
          {shown.length < diagnostics.length && (
            <button type="button" className="hw-link" onClick={() => setShowsAll(true)}>
              {texts.showAllPlaces(diagnostics.length)}
            </button>
          )}
        </div>
      )}
      {!isExact && (
        <div className="hw-remark" role="note">
          {texts.notShortest}
        </div>
      )}
    </>
  );
}
