import { useQuery } from '@tanstack/react-query';
import { type ComparisonTarget, deploymentListQuery, isServiceError } from 'hunkwise/sync';
import type { Session } from './session.ts';

export interface DeploymentsTabProps {
  readonly session: Session;
  readonly target: ComparisonTarget;
}

/** What is deployed in the project; asked for only here. */
export function DeploymentsTab({ session, target }: DeploymentsTabProps) {
  const { projectPath = '' } = target;
  const { data, error, isFetching, refetch } = useQuery({
    ...deploymentListQuery(session.client, projectPath),
    enabled: projectPath !== '',
  });
  if (projectPath === '') return <p className="empty prose">No project was given, so nothing is deployed.</p>;
  if (error && !isFetching)
    return (
      <div className="prose" role="alert">
        <p>{isServiceError(error) ? error.sentence : error.message}</p>
        <button type="button" className="action" onClick={() => void refetch()}>
          Retry
        </button>
      </div>
    );
  return (
    <section className="prose" aria-labelledby="deployments">
      <h2 id="deployments">Deployments</h2>
      <p>
        In <code>{projectPath}</code>
      </p>
      {!data && <p role="status">Looking what is deployed there …</p>}
      {data && data.deployments.length === 0 && <p className="empty">Nothing is deployed here.</p>}
      <ul className="deployments">
        {data?.deployments.map(({ artifactName, artifactType, fromCollection, syncStatus }) => (
          <li key={`${artifactType} ${artifactName}`}>
            <strong>{artifactName}</strong> ({artifactType}) from {fromCollection ?? 'no collection'}:{' '}
            {syncStatus ?? 'unknown'}
          </li>
        ))}
      </ul>
    </section>
  );
}
