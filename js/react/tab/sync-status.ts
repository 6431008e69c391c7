// What useSyncStatus gives.

import type { ComparisonScope, ComparisonTarget, EnabledQueries, ScopeSummary } from '../../sync.ts';
import type { DiffSource } from '../source/diff-source.ts';
import type { ScopeContent } from './scope-content.ts';
import type { ServiceSession } from './service-session.ts';
import type { TabTexts } from './tab-texts.ts';
import type { ProjectSelector } from './use-project-selector.ts';
import type { ScopeState } from './use-scope-queries.ts';

/** The state of a sync tab, and what can be done with it. */
export interface SyncStatus {
  readonly session: ServiceSession;
  readonly texts: TabTexts;
  readonly target: ComparisonTarget;
  readonly scope: ComparisonScope;
  /** Does nothing for a scope that cannot be chosen. */
  readonly chooseScope: (scope: ComparisonScope) => void;
  readonly scopes: Readonly<Record<ComparisonScope, ScopeState>>;
  /** Why a scope cannot be chosen; undefined if it can. */
  readonly reasons: Readonly<Record<ComparisonScope, string | undefined>>;
  /** What stands in the selected scope's place. */
  readonly content: ScopeContent;
  /** Of a loaded or arriving scope: for DiffViewer. */
  readonly source: DiffSource | undefined;
  /** The source of any answer, for previews. */
  readonly previewOf: (summary: ScopeSummary) => DiffSource;
  /** A file turned out to be newer than the list. */
  readonly isOutdated: boolean;
  /** Asks for the selected scope again. */
  readonly refresh: () => void;
  /** Ends the wait for the selected scope. */
  readonly leave: () => void;
  readonly projects: ProjectSelector;
  readonly enabled: EnabledQueries;
  /** Whether the source can be pulled from. */
  readonly canPull: boolean;
  /** For useBytesSoFar(): of the selected scope's answer, and of the file that is being opened. */
  readonly progressKey: string;
}
