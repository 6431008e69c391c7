// Whether the sides of a comparison have drifted apart.

/** `conflict`: both sides changed the same file, and the service says so. */
export type DriftStatus = 'none' | 'modified' | 'conflict';

/** What an answer says. All but `hasChanges` are additions that not every service makes. */
export interface DriftEvidence {
  readonly hasChanges: boolean;
  /** Files that both sides changed. */
  readonly conflicts?: number | undefined;
  /** Who changed each file, as far as it is known. */
  readonly changeOrigins?: Iterable<'local' | 'upstream' | 'both' | undefined> | undefined;
}

/**
 * The drift of a comparison. Only what the service says makes a conflict: a summary has no texts, and a text that is not
 * here says nothing.
 */
export function driftStatus(evidence: DriftEvidence | undefined): DriftStatus {
  if (!evidence?.hasChanges) return 'none';
  if ((evidence.conflicts ?? 0) > 0) return 'conflict';
  for (const origin of evidence.changeOrigins ?? []) if (origin === 'both') return 'conflict';
  return 'modified';
}
