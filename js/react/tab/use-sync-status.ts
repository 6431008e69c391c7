// Everything that the tab knows, without how it looks.

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import {
  artifactDeploymentsKey,
  type ComparisonScope,
  type ComparisonTarget,
  comparisonScopes,
  defaultScope,
  defaultToggles,
  describeScope,
  hasSourceLink,
  hasValidUpstreamSource,
  isKnownToService,
  type ScopeSummary,
  unavailableReason,
} from '../../sync.ts';
import { tabTextsWith } from './default-tab-texts.ts';
import { useSnapshot } from './request-progress.ts';
import { scopeContent } from './scope-content.ts';
import { sessionOf } from './service-session.ts';
import { sourceKey } from './summary-source.ts';
import type { SyncStatus } from './sync-status.ts';
import type { SyncStatusOptions } from './tab-props.ts';
import { useAfterPaint } from './use-after-paint.ts';
import { useArrivingSource } from './use-arriving-source.ts';
import { useChoice } from './use-choice.ts';
import { useFollowedChanges } from './use-followed-changes.ts';
import { useProjectSelector } from './use-project-selector.ts';
import { useScopeQueries } from './use-scope-queries.ts';
import { useScopeSources } from './use-scope-sources.ts';
import { progressKey } from './use-scope-summary.ts';
import { useTabMarks } from './use-tab-marks.ts';

/**
 * All that {@link SyncStatusTab} knows, for an interface of your own: scopes, their content, the file source. Asks only
 * what `enabledQueries()` allows. Needs a QueryClient around it.
 */
export function useSyncStatus(options: SyncStatusOptions): SyncStatus {
  const { artifact, mode = 'collection', isActive = true, toggles = defaultToggles, marks, logger } = options;
  const cache = useQueryClient();
  const session = sessionOf(options);
  const texts = useMemo(() => tabTextsWith(options.labels), [options.labels]);
  const collection = artifact.collection ?? undefined;
  const known = { artifactId: artifact.id, collection };
  const isKnown = isKnownToService(known);

  // In a project there is nothing to choose, so there is nothing to ask.
  const isProjectGiven = mode === 'project' && Boolean(options.projectPath);
  const { client } = session;
  const isSelectorEnabled = isActive && isKnown && !isProjectGiven;
  const projects = useProjectSelector({ ...options, client, isEnabled: isSelectorEnabled });
  const { projectPath } = projects;
  const target: ComparisonTarget = { ...known, projectPath };

  const trees = { hasSource: hasSourceLink(artifact), hasProject: projectPath !== undefined };
  const [chosen, choose] = useChoice<ComparisonScope>({
    of: JSON.stringify(known),
    controlled: knownScope(options.scope),
    initial: knownScope(options.initialScope),
    onChange: options.onScopeChange,
  });
  // A project that is found in the list decides what is shown at first, but takes nothing away that somebody reads.
  const question = JSON.stringify([known, projects.isGiven ? projectPath : null]);
  const [read, setRead] = useState<{ readonly question: string; readonly scope: ComparisonScope }>();
  const scope = chosen ?? (read?.question === question ? read.scope : defaultScope(mode, trees));
  const canPull = hasValidUpstreamSource(artifact);
  // In a project the source is asked only when somebody wants to see it.
  const hasValidUpstream = canPull && (mode !== 'project' || describeScope(scope).needsSource);

  const key = sourceKey({ scope, target });
  const [left, setLeft] = useState<string>();
  const [painted, setPainted] = useState<string>();
  const isLeft = left === key;
  const activeTab = isActive ? 'sync' : '';
  const queries = useScopeQueries({
    session,
    canPull,
    isLeft,
    state: {
      target,
      hasValidUpstream,
      activeTab,
      selectedScope: scope,
      isSelectedPainted: painted?.startsWith(key) ?? false,
      needsFileText: true, // a viewer asks for what is open, and for nothing else
      confirming: options.confirming,
      toggles,
      follow: options.follow,
    },
  });
  const { enabled, scopes } = queries;
  useFollowedChanges({ session, artifactId: artifact.id, isEnabled: enabled.events });
  const selected = scopes[scope];
  const { allTexts } = queries;
  const summary = toggles.lazyDetail ? selected.summary : (allTexts.summary ?? selected.summary);
  const scopeProgress = progressKey(scope, target, enabled.summaryTexts);
  const snapshot = useSnapshot(session.progress, scopeProgress);
  const content = scopeContent({
    snapshot,
    ...{ scope, isKnown, isLeft, hasValidUpstream, summary },
    ...{ ...trees, projects: projects.state, error: selected.error, progress: selected.progress },
  });

  const [outdated, setOutdated] = useState<ScopeSummary>();
  const textsFailed = !toggles.lazyDetail && allTexts.error !== null;
  const sourceOf = useScopeSources({
    ...{ session, thresholds: options.thresholds, gone: texts.gone, onOutdated: setOutdated },
    gateState: enabled.fileDetail ? 'open' : textsFailed ? { error: allTexts.error } : 'closed',
  });
  const previewOf = useScopeSources({
    ...{ session, thresholds: options.thresholds, gone: texts.gone },
    gateState: enabled.confirmCheck ? 'open' : 'closed',
  });

  const arriving = useArrivingSource(snapshot, key);

  const tabMarks = useTabMarks(marks, isActive);
  const isUnderWay = ['waiting', 'arriving', 'looking-for-project'].includes(content.kind);
  const settled = isUnderWay ? undefined : content.kind;
  useAfterPaint(isActive && settled ? `${key} ${settled}` : undefined, (what) => {
    setPainted(what);
    if (content.kind === 'loaded') setRead({ question, scope });
    tabMarks.onPainted(scope, content.kind === 'loaded' ? content.summary.index.fileCount : undefined);
  });
  useEffect(() => {
    if (!isActive || !logger) return;
    session.log.sendTo(logger);
    return () => session.log.sendTo(undefined);
  }, [session, logger, isActive]);
  const { artifactId } = target;
  useEffect(() => {
    if (!isSelectorEnabled) return;
    // Whoever has left the tab does not wait for its list of projects, either.
    const queryKey = artifactDeploymentsKey({ artifactId, collection });
    return () => void cache.cancelQueries({ queryKey, exact: true });
  }, [cache, isSelectorEnabled, artifactId, collection]);

  const reasons = Object.fromEntries(
    comparisonScopes.map((one) => {
      if (!isKnown) return [one.scope, texts.unavailable['no-artifact'][0]];
      const isMissing = unavailableReason(one.scope, trees) !== undefined;
      const mayCome = projects.state === 'loading' && (trees.hasSource || !one.needsSource);
      const reason = mayCome ? texts.loadingProjects : texts.scopeMissing[one.scope];
      return [one.scope, isMissing ? reason : undefined];
    }),
  ) as Record<ComparisonScope, string | undefined>;
  const { onChoose } = tabMarks;
  const chooseScope = (next: ComparisonScope) => {
    setLeft(undefined);
    onChoose(next);
    choose(next);
  };
  const refresh = () => {
    setLeft(undefined);
    setOutdated(undefined);
    if (!isLeft) selected.retry();
  };
  return {
    ...{ session, texts, target, scope, scopes, reasons, content, previewOf, projects, enabled, refresh },
    chooseScope: (next) => reasons[next] === undefined && next !== scope && chooseScope(next),
    source: content.kind === 'loaded' ? sourceOf(content.summary) : arriving,
    isOutdated: outdated !== undefined && content.kind === 'loaded' && outdated === content.summary,
    leave: () => {
      setLeft(key);
      queries.cancel(scope);
    },
    canPull,
    progressKey: scopeProgress,
  };
}

/** Addresses may hold any word. */
function knownScope(word: ComparisonScope | undefined): ComparisonScope | undefined {
  return comparisonScopes.find(({ scope }) => scope === word)?.scope;
}
