// With which project the artifact is compared, and which ones there are.

import { useQuery } from '@tanstack/react-query';
import { type ArtifactDeployments, artifactDeploymentsQuery, type SyncClient } from '../../sync.ts';
import type { SyncArtifact } from './tab-props.ts';
import { useChoice } from './use-choice.ts';

/** Options of {@link useProjectSelector}. */
export interface ProjectSelectorOptions {
  readonly client: SyncClient;
  readonly artifact: SyncArtifact;
  /** The project that the application gives. */
  readonly projectPath?: string | undefined;
  readonly onProjectChange?: ((projectPath: string) => void) | undefined;
  /** Whether the projects may be asked for: `enabledQueries().selector`. */
  readonly isEnabled: boolean;
}

/** What {@link useProjectSelector} answers. */
export interface ProjectSelector {
  /** The project to compare with; undefined: none is known, or there is none. */
  readonly projectPath: string | undefined;
  /** Somebody, or the application, has said which; it is not just the first of the list. */
  readonly isGiven: boolean;
  /** Undefined until they are here. */
  readonly deployments: ArtifactDeployments | undefined;
  /** `idle`: not asked. */
  readonly state: 'idle' | 'loading' | 'ready' | 'failed';
  readonly error: Error | null;
  readonly retry: () => void;
  readonly choose: (projectPath: string) => void;
}

/** A choice ends with its artifact. */
export function useProjectSelector(options: ProjectSelectorOptions): ProjectSelector {
  const { artifact, client, isEnabled, onProjectChange } = options;
  const target = { artifactId: artifact.id, collection: artifact.collection ?? undefined };
  const query = useQuery({ ...artifactDeploymentsQuery(client, target), enabled: isEnabled });
  const [chosen, choose] = useChoice<string>({
    of: JSON.stringify([target, options.projectPath]),
    onChange: onProjectChange,
  });
  const given = chosen ?? (options.projectPath || undefined) ?? artifact.deployments?.[0]?.project_path;
  const first = query.data?.projects.find(({ projectPath }) => projectPath !== '')?.projectPath;
  return {
    projectPath: given ?? first,
    isGiven: given !== undefined,
    deployments: query.data,
    state: query.data ? 'ready' : query.error ? 'failed' : isEnabled ? 'loading' : 'idle',
    error: query.error,
    retry: () => void query.refetch(),
    choose,
  };
}
