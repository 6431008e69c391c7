// Whether the sides of a comparison have drifted apart.

/** `conflict`: both sides changed the same file, and the service says so. */
export type DriftStatus = 'none' | 'modified' | 'conflict';

/** What an answer says: of a `DiffIndex`, its `hasChanges` and its summary's `conflicts`. */
export interface DriftEvidence {
  readonly hasChanges: boolean;
  /** Files that both sides changed; an addition that not every service makes. */
  readonly conflicts?: number | undefined;
}

/**
 * The drift of a comparison. Only what the service says makes a conflict: a summary has no texts, and a text that is not
 * here says nothing.
 */
export function driftStatus(evidence: DriftEvidence | undefined): DriftStatus {
  if (!evidence?.hasChanges) return 'none';
  return (evidence.conflicts ?? 0) > 0 ? 'conflict' : 'modified';
}
