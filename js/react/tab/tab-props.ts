// The props of the tab, and what its hooks share.

import type {
  ActionOutcome,
  ComparisonScope,
  ComparisonTarget,
  DriftDismissal,
  PerfLogger,
  PerfMarks,
  SyncDecision,
  SyncToggles,
  UpstreamFacts,
} from '../../sync.ts';
import type { ViewerTexts } from '../context/texts.ts';
import type { ViewerThresholds } from '../context/ViewerContext.tsx';
import type { DiffView } from '../rows/row-layout.ts';
import type { ServiceAccess } from './service-session.ts';
import type { TabTexts } from './tab-texts.ts';

/** The artifact whose copies are compared; fields as the service sends them. */
export interface SyncArtifact extends UpstreamFacts {
  /** `type:name`. */
  readonly id: string;
  /** The collection's name; `discovered` for an artifact of none. */
  readonly collection?: string | null | undefined;
  /** Where it is deployed, if the application knows: the first one is compared before the service has told. */
  readonly deployments?: readonly { readonly project_path: string }[] | null | undefined;
}

/** What the hook useSyncStatus takes. */
export interface SyncStatusOptions extends ServiceAccess {
  readonly artifact: SyncArtifact;
  /** Where the artifact was opened: in the library, or in a project. Default `collection`. */
  readonly mode?: 'collection' | 'project' | undefined;
  /** The project to compare with; another one can be chosen in the tab. Default: the first that has the artifact. */
  readonly projectPath?: string | undefined;
  /** Somebody chose another project. */
  readonly onProjectChange?: ((projectPath: string) => void) | undefined;
  /** False: the tab is not shown, and nothing of it runs. Default true. */
  readonly isActive?: boolean | undefined;
  /** Show changes of the trees by themselves, if the service tells them. Default false. */
  readonly follow?: boolean | undefined;
  /** Default: all on. May change at any time. */
  readonly toggles?: SyncToggles | undefined;
  /** The scope, if the application decides; change it in `onScopeChange`. */
  readonly scope?: ComparisonScope | undefined;
  /** The scope to begin with. Default: `defaultScope()`. */
  readonly initialScope?: ComparisonScope | undefined;
  readonly onScopeChange?: ((scope: ComparisonScope) => void) | undefined;
  /** The action whose confirmation is open; SyncStatusTab sets it itself. */
  readonly confirming?: 'pull' | 'push' | 'deploy' | undefined;
  readonly thresholds?: ViewerThresholds | undefined;
  /** Where times go. Keep the object. */
  readonly marks?: PerfMarks | undefined;
  readonly logger?: PerfLogger | undefined;
  /** Replaces some or all texts of the tab. Keep the object between renders. */
  readonly labels?: Partial<TabTexts> | undefined;
}

/** Something was done that may interest the rest of the application. */
export interface SyncActionEvent {
  readonly decision: SyncDecision;
  readonly target: ComparisonTarget;
  /** Undefined after `keep-local`, which asks the service nothing. */
  readonly outcome: ActionOutcome | undefined;
}

/** Props of {@link SyncStatusTab}. Only the artifact, the client and its engine are required. */
export interface SyncStatusTabProps extends Omit<SyncStatusOptions, 'confirming'> {
  /** The open file, if the application decides; change it in `onFileChange`. */
  readonly file?: string | undefined;
  /** The file to open at first; null: none. Default: the first changed one. */
  readonly initialFile?: string | null | undefined;
  readonly onFileChange?: ((path: string) => void) | undefined;
  /** Default `split`. With `onViewChange` the application decides. */
  readonly view?: DiffView | undefined;
  readonly onViewChange?: ((view: DiffView) => void) | undefined;
  /** Replaces texts of the viewer inside the tab. Keep the object between renders. */
  readonly viewerLabels?: Partial<ViewerTexts> | undefined;
  /** Remembers which notices were dismissed. Default: in `localStorage`. Keep the object. */
  readonly dismissal?: DriftDismissal | undefined;
  /** Keys of the application's own queries that an action makes stale. */
  readonly alsoInvalidate?: readonly (readonly unknown[])[] | undefined;
  readonly onAction?: ((event: SyncActionEvent) => void) | undefined;
}
