// What the server says can be compared.

import type { TreeRole } from 'hunkwise/sync';

/** /comparison.json */
export interface Comparison {
  readonly artifactId: string;
  readonly collection: string;
  readonly projectPath: string | null;
  readonly ignoresFlags: boolean;
  readonly labels: Readonly<Record<TreeRole, string | null>>;
}

export async function loadComparison(): Promise<Comparison> {
  const response = await fetch('/comparison.json');
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response.json();
}
