// The notice that two copies have drifted apart, until somebody has seen it.

import { useState } from 'react';
import {
  type ComparisonScope,
  DriftDismissal,
  type DriftEvidence,
  type DriftStatus,
  driftStatus,
} from '../../sync.ts';
import { useClientLayoutEffect } from '../context/use-client-layout-effect.ts';

/** Options of {@link useDriftBanner}. */
export interface DriftBannerOptions {
  readonly artifactId: string;
  readonly scope: ComparisonScope;
  /** Undefined: not known yet. */
  readonly evidence: DriftEvidence | undefined;
  /** Default: in the page's `localStorage`. Keep the object. */
  readonly dismissal?: DriftDismissal | undefined;
}

/** What {@link useDriftBanner} answers. */
export interface DriftBannerState {
  readonly status: DriftStatus;
  readonly isShown: boolean;
  /** For 24 hours, or until the drift is another one. */
  readonly dismiss: () => void;
}

const pageDismissal = new DriftDismissal();

/** Whether a banner is to say that the copies have drifted apart, and how to dismiss it. Asks nothing. */
export function useDriftBanner({
  artifactId,
  scope,
  evidence,
  dismissal = pageDismissal,
}: DriftBannerOptions): DriftBannerState {
  const status = driftStatus(evidence);
  const key = `${artifactId} ${scope} ${status}`;
  // Looked up before the first paint, and not on a server, which knows no dismissals.
  const [looked, setLooked] = useState<{ readonly key: string; readonly isDismissed: boolean }>();
  useClientLayoutEffect(() => {
    if (status === 'none') return;
    setLooked({ key, isDismissed: dismissal.isDismissed(artifactId, scope, status) });
  }, [key, artifactId, scope, status, dismissal]);
  return {
    status,
    isShown: status !== 'none' && looked?.key === key && !looked.isDismissed,
    dismiss: () => {
      dismissal.dismiss(artifactId, scope, status);
      setLooked({ key, isDismissed: true });
    },
  };
}
