// Which project's copy is compared.

import { useId } from 'react';
import type { PerfMarks } from '../../sync.ts';
import { useClientLayoutEffect } from '../context/use-client-layout-effect.ts';
import { projectOptions } from './project-options.ts';
import type { TabTexts } from './tab-texts.ts';
import { useAfterPaint } from './use-after-paint.ts';
import type { ProjectSelector as Projects } from './use-project-selector.ts';

export interface ProjectSelectorProps {
  readonly texts: TabTexts;
  readonly projects: Projects;
  readonly marks?: PerfMarks | undefined;
}

/** Has its final size from the beginning. */
export function ProjectSelector({ texts, projects, marks }: ProjectSelectorProps) {
  const { deployments, projectPath, state } = projects;
  const id = useId();
  useClientLayoutEffect(() => {
    marks?.start('project-selector.mount');
    marks?.start('project-selector.ready');
    return () => {
      marks?.cancel('project-selector.mount');
      marks?.cancel('project-selector.ready');
    };
  }, [marks]);
  useAfterPaint('mounted', () => marks?.end('project-selector.mount'));
  useAfterPaint(state === 'ready' ? state : undefined, () =>
    marks?.end('project-selector.ready', { projects: deployments?.projects.length ?? 0 }),
  );

  const options = projectOptions(texts, deployments, projectPath);
  const none =
    state === 'loading'
      ? texts.loadingProjects
      : deployments?.isKnown === false
        ? texts.deploymentsUnknown
        : texts.notDeployed;
  return (
    <div className="hw-project" aria-busy={state === 'loading'}>
      <label htmlFor={id}>{texts.project}</label>
      <select
        id={id}
        className="hw-select"
        value={projectPath ?? ''}
        disabled={options.length === 0}
        title={projectPath}
        onChange={(event) => projects.choose(event.target.value)}
      >
        {options.length === 0 && <option value="">{none}</option>}
        {options.map(({ path, label }) => (
          <option key={path} value={path}>
            {label}
          </option>
        ))}
      </select>
      <span className="hw-project-stats">
        {deployments?.isKnown
          ? texts.deployments(deployments.totalDeployments, deployments.modifiedDeployments)
          : texts.notCounted}
      </span>
      {state === 'failed' && projects.error && (
        <span className="hw-part-failure" role="alert">
          {projects.error.message}{' '}
          <button type="button" className="hw-link" onClick={projects.retry}>
            {texts.retry}
          </button>
        </span>
      )}
    </div>
  );
}
