// The sources that viewers of this tab show: one object per answer, so that going back to a scope asks and parses nothing.

import { useEffect, useMemo, useState } from 'react';
import type { ScopeSummary } from '../../sync.ts';
import { limitsOf, type ViewerThresholds } from '../context/ViewerContext.tsx';
import type { DiffSource } from '../source/diff-source.ts';
import { FileGate, type GateState } from './file-gate.ts';
import type { ServiceSession } from './service-session.ts';
import { type SummarySourceOptions, summarySource } from './summary-source.ts';

export interface ScopeSourcesOptions {
  readonly session: ServiceSession;
  readonly gateState: GateState;
  readonly thresholds?: ViewerThresholds | undefined;
  readonly gone: (path: string) => string;
  readonly onOutdated?: ((summary: ScopeSummary) => void) | undefined;
}

/** @returns The source of an answer; the same one for the same answer. */
export function useScopeSources(options: ScopeSourcesOptions): (summary: ScopeSummary) => DiffSource {
  const { session, gateState, gone, onOutdated } = options;
  const { guardRows, guardDiffBytes } = limitsOf(options.thresholds);
  const [gate] = useState(() => new FileGate());
  useEffect(() => gate.set(gateState), [gate, gateState]);
  // What waits behind the gate of a tab that is gone has been aborted by its viewer; nothing is left to ask.
  useEffect(() => () => gate.set('closed'), [gate]);
  return useMemo(() => {
    const thresholds = {
      ...(guardRows === undefined ? {} : { guardRows }),
      ...(guardDiffBytes === undefined ? {} : { guardDiffBytes }),
    };
    return onePerSummary({ session, gate, thresholds, gone, onOutdated });
  }, [session, gate, guardRows, guardDiffBytes, gone, onOutdated]);
}

function onePerSummary(options: SummarySourceOptions): (summary: ScopeSummary) => DiffSource {
  const made = new WeakMap<ScopeSummary, DiffSource>();
  return (summary) => {
    const known = made.get(summary);
    if (known) return known;
    const source = summarySource(summary, options);
    made.set(summary, source);
    return source;
  };
}
