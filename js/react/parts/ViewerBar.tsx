// The bar above both panes: totals, view, help, close.

import { useId } from 'react';
import type { DiffSummary } from '../../core/api.ts';
import { count } from '../context/quantities.ts';
import { useViewer } from '../context/ViewerContext.tsx';
import type { DiffView } from '../rows/row-layout.ts';

export interface ViewerBarProps {
  readonly summary: DiffSummary | undefined;
  readonly view: DiffView;
  /** False: the viewer is too narrow for two halves. */
  readonly canSplit: boolean;
  readonly onView: (view: DiffView) => void;
  readonly wraps: boolean;
  readonly onWraps: (wraps: boolean) => void;
  readonly hasFileList: boolean;
  readonly isListOpen: boolean;
  readonly listId: string;
  readonly onList: () => void;
  readonly onHelp: () => void;
  readonly onClose: (() => void) | undefined;
}

export function ViewerBar(props: ViewerBarProps) {
  const { texts } = useViewer();
  return (
    <header className="hw-bar">
      <h2 className="hw-title">{texts.title}</h2>
      {props.summary && <Totals summary={props.summary} />}
      <div className="hw-bar-tools">
        {props.hasFileList && (
          <button
            type="button"
            className="hw-button hw-list-button"
            aria-expanded={props.isListOpen}
            aria-controls={props.listId}
            onClick={props.onList}
          >
            {texts.files}
          </button>
        )}
        {props.canSplit && <ViewSwitch view={props.view} onView={props.onView} />}
        <label className="hw-check">
          <input
            type="checkbox"
            checked={props.wraps}
            onChange={(event) => props.onWraps(event.target.checked)}
          />
          {texts.wrapLines}
        </label>
        <button type="button" className="hw-button" aria-label={texts.help} onClick={props.onHelp}>
          ?
        </button>
        {props.onClose && (
          <button type="button" className="hw-button" aria-label={texts.close} onClick={props.onClose}>
            ×
          </button>
        )}
      </div>
    </header>
  );
}

function Totals({ summary }: { readonly summary: DiffSummary }) {
  const { texts } = useViewer();
  const signs = { added: '+', modified: '~', deleted: '-' } as const;
  const kinds = (['added', 'modified', 'deleted'] as const).filter((kind) => summary[kind] > 0);
  return (
    <p className="hw-totals">
      {kinds.map((kind) => (
        <span key={kind} className={`hw-total hw-total-${kind}`} title={texts.status[kind]}>
          {signs[kind]}
          {count(summary[kind])}
        </span>
      ))}
    </p>
  );
}

function ViewSwitch({ view, onView }: Pick<ViewerBarProps, 'view' | 'onView'>) {
  const { texts } = useViewer();
  const name = useId();
  return (
    <fieldset className="hw-switch">
      <legend className="hw-for-readers">{texts.view}</legend>
      {(['unified', 'split'] as const).map((choice) => (
        <label key={choice} className="hw-segment">
          <input
            type="radio"
            className="hw-for-readers"
            name={name}
            checked={view === choice}
            onChange={() => onView(choice)}
          />
          <span>{texts[choice]}</span>
        </label>
      ))}
    </fieldset>
  );
}
