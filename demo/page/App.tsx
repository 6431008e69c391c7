// The whole page: what is looked at, and beside it what it costs.

import { QueryClientProvider } from '@tanstack/react-query';
import type { ComparisonTarget } from 'hunkwise/sync';
import { useEffect, useMemo, useState } from 'react';
import { AboutTab } from './AboutTab.tsx';
import type { Comparison } from './comparison.ts';
import { DeploymentsTab } from './DeploymentsTab.tsx';
import type { Costs } from './measure/costs.ts';
import { OwnComparison } from './own/OwnComparison.tsx';
import { PageHeader } from './PageHeader.tsx';
import { CostPanel } from './panel/CostPanel.tsx';
import { openSession } from './session.ts';
import { setNamed } from './sets.ts';
import { SyncTab } from './tab/SyncTab.tsx';
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

  const set = setNamed(address.set);
  const target = useMemo((): ComparisonTarget => {
    const { artifactId, collection, projectPath } = comparison;
    return set.artifactId
      ? { artifactId: set.artifactId, collection, projectPath: GENERATED_PROJECT }
      : { artifactId, collection, projectPath: projectPath ?? undefined };
  }, [comparison, set]);
  const hasSource = set.artifactId ? set.hasSource === true : comparison.labels.source !== null;
  const showsCosts = address.costs ?? isWide;
  const key = `${session.name} ${set.name}`;

  return (
    <QueryClientProvider client={session.queries}>
      <PageHeader address={address} comparison={comparison} showsCosts={showsCosts} onAddress={onAddress} />
      <div className={showsCosts ? 'page with-costs' : 'page'}>
        <main className="content">
          {address.tab === 'about' && <AboutTab />}
          {address.tab === 'deployments' && <DeploymentsTab key={key} session={session} target={target} />}
          {address.tab === 'sync' &&
            (set.name === 'own' ? (
              <OwnComparison key={key} session={session} view={address.view} onAddress={onAddress} />
            ) : (
              <SyncTab
                key={key}
                session={session}
                target={target}
                hasSource={hasSource}
                address={address}
                onAddress={onAddress}
              />
            ))}
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
            onClose={() => onAddress({ costs: false })}
          />
        )}
      </div>
    </QueryClientProvider>
  );
}
