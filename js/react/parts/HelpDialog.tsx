// Which keys there are.

import { useEffect, useId, useRef } from 'react';
import { focusedIn } from '../context/shadow-tree.ts';
import type { KeyAction } from '../context/texts.ts';
import { useViewer } from '../context/ViewerContext.tsx';
import type { ViewerKeys } from '../context/viewer-keys.ts';

export interface HelpDialogProps {
  readonly keys: ViewerKeys;
  readonly onClose: () => void;
}

export function HelpDialog({ keys, onClose }: HelpDialogProps) {
  const { texts } = useViewer();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const shown = dialog.current;
    if (!shown || shown.open) return;
    const before = focusedIn(shown);
    if (typeof shown.showModal === 'function') shown.showModal();
    else shown.setAttribute('open', '');
    return () => {
      shown.removeAttribute('open');
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const actions = Object.keys(texts.keyActions) as KeyAction[];
  return (
    <dialog
      ref={dialog}
      className="hw-help"
      aria-labelledby={id}
      onClose={onClose}
      onCancel={onClose}
      onKeyDown={(event) => {
        event.stopPropagation(); // the viewer's keys are not those of its help
        if (event.key === 'Escape') onClose();
      }}
    >
      <h3 id={id}>{texts.helpTitle}</h3>
      <dl>
        {actions
          .filter((action) => keys[action].length > 0)
          .map((action) => (
            <div key={action}>
              <dt>
                {keys[action].map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{texts.keyActions[action]}</dd>
            </div>
          ))}
      </dl>
      <button type="button" className="hw-action" onClick={onClose}>
        {texts.close}
      </button>
    </dialog>
  );
}
