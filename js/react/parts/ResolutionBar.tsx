// Which side is kept.

import { useViewer } from '../context/ViewerContext.tsx';

/** What somebody decided: the local side, the remote side, or both merged. */
export type ResolutionType = 'keep_local' | 'keep_remote' | 'merge';

export interface ResolutionBarProps {
  readonly localLabel: string | undefined;
  readonly remoteLabel: string | undefined;
  readonly isPreview: boolean;
  readonly isResolving: boolean;
  readonly onResolve: ((resolution: ResolutionType) => void) | undefined;
}

export function ResolutionBar(props: ResolutionBarProps) {
  const { texts } = useViewer();
  const { isResolving, onResolve } = props;
  const choices: readonly (readonly [ResolutionType, string])[] = [
    ['keep_local', texts.keep(props.localLabel || texts.local)],
    ['keep_remote', texts.keep(props.remoteLabel || texts.remote)],
    ['merge', texts.merge],
  ];
  return (
    <footer className="hw-resolution">
      {props.isPreview && <p className="hw-preview">{texts.previewMode}</p>}
      {isResolving && (
        <p className="hw-resolving" role="status">
          <span className="hw-spinner" aria-hidden="true" />
          {texts.resolving}
        </p>
      )}
      <div className="hw-resolution-choices">
        {choices.map(([resolution, text]) => (
          <button
            key={resolution}
            type="button"
            className="hw-button"
            disabled={isResolving}
            onClick={() => onResolve?.(resolution)}
          >
            {text}
          </button>
        ))}
      </div>
    </footer>
  );
}
