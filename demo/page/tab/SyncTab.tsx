// The sync tab over the local service: scopes, list, rows.

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { DiffViewer, DiffViewerSkeleton } from 'hunkwise/react';
import {
  type ComparisonScope,
  type ComparisonTarget,
  defaultScope,
  diffKey,
  enabledQueries,
  isServiceError,
  prefetchInto,
  ScopePrefetch,
  type ScopeProgress,
  sideLabels,
  summaryQuery,
} from 'hunkwise/sync';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { PageAddress } from '../page-address.ts';
import type { Session } from '../session.ts';
import type { ChangeAddress } from '../use-page-address.ts';
import { DownloadProgress, type Received } from './DownloadProgress.tsx';
import { lazySources } from './lazy-sources.ts';
import { ScopeSwitch } from './ScopeSwitch.tsx';

export interface SyncTabProps {
  readonly session: Session;
  readonly target: ComparisonTarget;
  readonly hasSource: boolean;
  readonly address: PageAddress;
  readonly onAddress: ChangeAddress;
}

export function SyncTab({ session, target, hasSource, address, onAddress }: SyncTabProps) {
  const { client, marks } = session;
  const { toggles } = address;
  const trees = { hasSource, hasProject: Boolean(target.projectPath) };
  const scope = address.scope ?? defaultScope('collection', trees);
  const cache = useQueryClient();
  const [painted, setPainted] = useState<string>();
  const [received, setReceived] = useState<Received>();
  const sources = useMemo(() => lazySources(session, setReceived), [session]);

  const texts = toggles.summaryFirst ? 'none' : 'all';
  const keyOf = (other: ComparisonScope) => diffKey(other, target, texts);
  const isPainted = painted === JSON.stringify(keyOf(scope));
  const decide = () =>
    enabledQueries({
      target,
      hasValidUpstream: hasSource,
      activeTab: address.tab,
      selectedScope: scope,
      isSelectedPainted: isPainted,
      progress: {
        'collection-vs-project': progressOf(cache.getQueryState(keyOf('collection-vs-project'))),
        'source-vs-collection': progressOf(cache.getQueryState(keyOf('source-vs-collection'))),
        'source-vs-project': progressOf(cache.getQueryState(keyOf('source-vs-project'))),
      },
      needsFileText: true,
      confirming: undefined,
      toggles,
    });
  const enabled = decide();
  const onProgress = (bytes: number, total: number | undefined) => setReceived({ bytes, total });
  const query = useQuery({
    ...summaryQuery(client, scope, target, { texts, onProgress }),
    enabled: enabled.scopes[scope],
  });
  const all = useQuery({
    ...summaryQuery(client, scope, target, { texts: 'all', onProgress }),
    enabled: enabled.allTexts,
  });
  const summary = (texts === 'none' && !toggles.lazyDetail ? all.data : undefined) ?? query.data;
  const isLoading = query.isFetching && !query.data;
  useEffect(() => {
    if (!query.isFetching) setReceived(undefined);
  }, [query.isFetching]);

  const latest = useRef(decide);
  latest.current = decide;
  const scopeNow = useRef(scope);
  scopeNow.current = scope;
  const prefetch = useMemo(
    () =>
      new ScopePrefetch({
        ...prefetchInto(cache, (other) => summaryQuery(client, other, target, { texts })),
        next: () => {
          const { scopes } = latest.current();
          const names = Object.keys(scopes) as ComparisonScope[];
          return names.find((other) => other !== scopeNow.current && scopes[other]);
        },
      }),
    [cache, client, target, texts],
  );
  useEffect(() => () => prefetch.stop(), [prefetch]);
  const settled = summary ?? query.error;
  useEffect(() => {
    if (!settled) return;
    return afterPaint(() => {
      marks.end(`sync-tab.scope.${scope}`);
      marks.end('sync-tab.first-data');
      setPainted(JSON.stringify(diffKey(scope, target, texts)));
    });
  }, [settled, scope, target, texts, marks]);
  useEffect(() => {
    if (isPainted) prefetch.painted();
  }, [isPainted, prefetch]);

  const { oldSide, newSide } = sideLabels(scope);
  return (
    <div className="sync-tab">
      <ScopeSwitch
        scope={scope}
        trees={trees}
        onScope={(next) => {
          marks.start(`sync-tab.scope.${next}`);
          prefetch.chosen(next);
          onAddress({ scope: next });
        }}
      />
      {received && <DownloadProgress {...received} />}
      <div className="sync-content">
        {query.error && !summary ? (
          <div className="failure" role="alert">
            <p>{isServiceError(query.error) ? query.error.sentence : query.error.message}</p>
            <button type="button" className="action" onClick={() => void query.refetch()}>
              Retry
            </button>
          </div>
        ) : summary ? (
          <DiffViewer
            source={sources(summary, toggles.lazyDetail)}
            leftLabel={oldSide}
            rightLabel={newSide}
            initialPath={null}
            selectedPath={address.file}
            onFileSelect={(file) => {
              marks.start('diff-viewer.detail');
              onAddress({ file });
            }}
            onDetailPainted={({ rows }) => marks.end('diff-viewer.detail', { rows })}
            view={address.view}
            onViewChange={(view) => onAddress({ view })}
          />
        ) : (
          isLoading && <DiffViewerSkeleton label="Loading the list of files …" />
        )}
      </div>
    </div>
  );
}

function progressOf(state: { status: string; fetchStatus: string } | undefined): ScopeProgress {
  if (state?.status === 'success') return 'loaded';
  if (state?.fetchStatus === 'fetching') return 'loading';
  return state?.status === 'error' ? 'failed' : 'idle';
}

/** After the frame that shows what was just rendered. */
function afterPaint(act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(act);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
