// The files that an action is about: the first ten, and all of them for who asks.

import { useState } from 'react';
import type { ScopeSummary } from '../../sync.ts';
import { entriesOf } from '../files/file-entries.ts';
import { roleOf } from './scope-sides.ts';
import type { TabTexts } from './tab-texts.ts';

/** Files that are listed unasked: more would push the buttons out of sight. */
const FIRST_FILES = 10;

export interface ChangedFilesProps {
  readonly texts: TabTexts;
  readonly summary: ScopeSummary;
  /** Somebody wants to see what changes in a file. */
  readonly onPreview: (path: string) => void;
}

export function ChangedFiles({ texts, summary, onPreview }: ChangedFilesProps) {
  const [showsAll, setShowsAll] = useState(false);
  const { index, scope } = summary;
  const changed = entriesOf(index).all.filter(({ status }) => status !== 'unchanged');
  const shown = showsAll ? changed : changed.slice(0, FIRST_FILES);
  const noteOf = (file: number) => {
    const side = index.side(file);
    return side === 'both' ? texts.modified : texts.onlyIn(texts.sides[roleOf(scope, side)]);
  };
  return (
    <div className="hw-changed">
      <p className="hw-changed-title">{texts.filesThatDiffer(changed.length)}</p>
      <ul className="hw-changed-files">
        {shown.map(({ id, path, file }) => (
          <li key={id}>
            <button type="button" className="hw-link" onClick={() => onPreview(path)}>
              <bdi>{path}</bdi>
            </button>
            <span className="hw-changed-note">{noteOf(file)}</span>
          </li>
        ))}
      </ul>
      {shown.length < changed.length && (
        <button type="button" className="hw-button" onClick={() => setShowsAll(true)}>
          {texts.showAllFiles(changed.length)}
        </button>
      )}
    </div>
  );
}
