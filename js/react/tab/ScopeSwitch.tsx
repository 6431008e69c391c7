// The comparisons as a segmented control. A segment that cannot be chosen says why, to eyes and to screen readers; it can
// be reached, or nobody with a keyboard would hear the reason.

import { type KeyboardEvent, useId, useRef } from 'react';
import { type ComparisonScope, comparisonScopes } from '../../sync.ts';
import { changedFiles } from './side-counts.ts';
import type { SyncStatus } from './sync-status.ts';

const order = comparisonScopes.map(({ scope }) => scope);
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export interface ScopeSwitchProps {
  readonly status: Pick<SyncStatus, 'texts' | 'scope' | 'scopes' | 'reasons' | 'chooseScope'>;
}

export function ScopeSwitch({ status }: ScopeSwitchProps) {
  const { texts, scope, scopes, reasons, chooseScope } = status;
  const group = useRef<HTMLDivElement>(null);
  const id = useId();

  const noteOf = (one: ComparisonScope): string => {
    const reason = reasons[one];
    if (reason !== undefined) return reason;
    const { progress, summary } = scopes[one];
    if (!summary) return progress === 'failed' ? texts.failed : texts.notCounted;
    const { index } = summary;
    return index.hasChanges ? texts.changedFiles(changedFiles(index.summary)) : texts.identical;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const isReversed =
      getComputedStyle(event.currentTarget).direction === 'rtl' && /Left|Right/.test(event.key);
    const step = (STEPS[event.key] ?? 0) * (isReversed ? -1 : 1);
    const segments = [...(group.current?.querySelectorAll('button') ?? [])];
    const at = event.target instanceof HTMLButtonElement ? segments.indexOf(event.target) : -1;
    if (step === 0 || at < 0) return;
    event.preventDefault();
    const next = (at + step + order.length) % order.length;
    segments[next]?.focus();
    const wanted = order[next];
    if (wanted) chooseScope(wanted);
  };
  return (
    <div ref={group} className="hw-scopes" role="radiogroup" aria-label={texts.scopes} onKeyDown={onKeyDown}>
      {order.map((one) => {
        const isMissing = reasons[one] !== undefined;
        return (
          // biome-ignore lint/a11y/useSemanticElements: a disabled radio input cannot be reached to hear why
          <button
            key={one}
            type="button"
            role="radio"
            className="hw-scope"
            aria-checked={one === scope}
            aria-disabled={isMissing}
            aria-label={texts.scopeLabels[one]}
            aria-describedby={`${id}-${one}`}
            tabIndex={one === scope ? 0 : -1}
            onClick={() => chooseScope(one)}
          >
            <span className="hw-scope-label">{texts.scopeLabels[one]}</span>
            <span className="hw-scope-short">{texts.scopeShortLabels[one]}</span>
            <span id={`${id}-${one}`} className="hw-scope-note">
              {noteOf(one)}
            </span>
          </button>
        );
      })}
    </div>
  );
}
