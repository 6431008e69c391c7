import type { ChangeOrigin } from './api.ts';

/** Files that both sides changed; undefined: of none it is said who changed it. */
export function conflictsAmong(origins: Iterable<ChangeOrigin | undefined>): number | undefined {
  let conflicts: number | undefined;
  for (const origin of origins) if (origin) conflicts = (conflicts ?? 0) + (origin === 'both' ? 1 : 0);
  return conflicts;
}
