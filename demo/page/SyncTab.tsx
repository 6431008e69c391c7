import { type SyncArtifact, SyncStatusTab } from 'hunkwise/react';
import type { Costs } from './measure/costs.ts';
import type { PageAddress } from './page-address.ts';
import type { Session } from './session.ts';
import type { ChangeAddress } from './use-page-address.ts';

export interface SyncTabProps {
  readonly session: Session;
  readonly costs: Costs;
  /** Keep the object. */
  readonly artifact: SyncArtifact;
  readonly projectPath: string | undefined;
  readonly address: PageAddress;
  readonly onAddress: ChangeAddress;
}

/** The package's tab, with its state in the address. Stays while another tab is shown, and does nothing then. */
export function SyncTab({ session, costs, artifact, projectPath, address, onAddress }: SyncTabProps) {
  const isActive = address.tab === 'sync';
  return (
    <div className="tab-place" hidden={!isActive}>
      <SyncStatusTab
        client={session.client}
        engine={session.engine}
        marks={session.marks}
        logger={costs.logFile}
        artifact={artifact}
        projectPath={projectPath}
        isActive={isActive}
        follow={address.follow}
        toggles={address.toggles}
        scope={address.scope}
        onScopeChange={(scope) => onAddress({ scope })}
        file={address.file || undefined}
        initialFile={null}
        onFileChange={(file) => onAddress({ file })}
        view={address.view}
        onViewChange={(view) => onAddress({ view })}
      />
    </div>
  );
}
