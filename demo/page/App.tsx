// The whole page: what is looked at, and beside it what it costs.

import { QueryClientProvider } from '@tanstack/react-query';
import type { SyncArtifact } from 'hunkwise/react';
import { useEffect, useMemo, useState } from 'react';
import { AboutTab } from './AboutTab.tsx';
import type { Comparison } from './comparison.ts';
import { DeploymentsTab } from './DeploymentsTab.tsx';
import type { Costs } from './measure/costs.ts';
import { OwnComparison } from './own/OwnComparison.tsx';
import { COSTS_TOGGLE, PageHeader } from './PageHeader.tsx';
import { CostPanel } from './panel/CostPanel.tsx';
import { SyncTab } from './SyncTab.tsx';
import { openSession } from './session.ts';
import { type ComparedSet, setNamed } from './sets.ts';
import { useIsWide } from './use-is-wide.ts';
import { usePageAddress } from './use-page-address.ts';

/** The project of the generated sets. */
const GENERATED_PROJECT = '/generated/project';

export interface AppProps {
  readonly comparison: Comparison;
  readonly costs: Costs;
}

export function App({ comparison, costs }: AppProps) {
  const [address, onAddress] = usePageAddress();
  const [coldStarts, setColdStarts] = useState(0);
  const isWide = useIsWide();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a cold start is a new session of the same kind
  const session = useMemo(() => openSession(address.engine, costs), [address.engine, costs, coldStarts]);
  useEffect(() => () => session.close(), [session]);
  // Here and not in an effect: the effects of what is inside come first, and they ask.
  costs.requests.delay = address.delay;
  costs.requests.bytesPerSecond = address.speed * 1e6;

  const set = setNamed(address.set);
  const { collection } = comparison;
  const artifact = useMemo(() => artifactOf(comparison, set), [comparison, set]);
  const projectPath = set.artifactId ? GENERATED_PROJECT : (comparison.projectPath ?? undefined);
  const showsCosts = address.costs ?? isWide;
  const key = `${session.name} ${set.name}`;

  return (
    <QueryClientProvider client={session.queries}>
      <PageHeader address={address} comparison={comparison} showsCosts={showsCosts} onAddress={onAddress} />
      <div className={showsCosts ? 'page with-costs' : 'page'}>
        <main className="content">
          {address.tab === 'about' && <AboutTab />}
          {address.tab === 'deployments' && (
            <DeploymentsTab
              key={key}
              session={session}
              target={{ artifactId: artifact.id, collection, projectPath }}
            />
          )}
          {set.name !== 'own' ? (
            <SyncTab key={key} {...{ session, costs, artifact, projectPath, address, onAddress }} />
          ) : (
            address.tab === 'sync' && (
              <OwnComparison key={key} session={session} view={address.view} onAddress={onAddress} />
            )
          )}
        </main>
        {showsCosts && (
          <CostPanel
            costs={costs}
            address={address}
            onAddress={onAddress}
            onStartCold={() => {
              costs.reset();
              setColdStarts((before) => before + 1);
            }}
            onClose={() => {
              onAddress({ costs: false });
              document.getElementById(COSTS_TOGGLE)?.focus();
            }}
          />
        )}
      </div>
    </QueryClientProvider>
  );
}

/** As a service would describe it: tracked upstream, if there is one. */
function artifactOf({ artifactId, collection, labels }: Comparison, set: ComparedSet): SyncArtifact {
  const hasSource = set.artifactId ? set.hasSource === true : labels.source !== null;
  const upstream = hasSource
    ? { origin: 'github', source: 'upstream/source', upstream: { enabled: true } }
    : {};
  return { id: set.artifactId ?? artifactId, collection, ...upstream };
}
