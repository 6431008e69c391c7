// The projects of an artifact as lines of a list.

import type { ArtifactDeployments } from '../../sync.ts';
import type { TabTexts } from './tab-texts.ts';

export interface ProjectOption {
  readonly path: string;
  readonly label: string;
}

/** Those that the service told; and the one that is compared, if it is none of them. Same names are told apart by paths. */
export function projectOptions(
  texts: TabTexts,
  deployments: ArtifactDeployments | undefined,
  projectPath: string | undefined,
): readonly ProjectOption[] {
  const told = (deployments?.projects ?? []).filter((project) => project.projectPath !== '');
  const isAmbiguous = (name: string) => told.filter(({ projectName }) => projectName === name).length > 1;
  const options = told.map((project) => {
    const { projectName: name, projectPath: path, isModified } = project;
    const label = texts.projectName(isAmbiguous(name) ? `${name} — ${path}` : name, path, isModified);
    return { path, label };
  });
  if (projectPath === undefined || options.some(({ path }) => path === projectPath)) return options;
  const folders = projectPath.split(/[\\/]/).filter(Boolean);
  return [
    { path: projectPath, label: texts.projectName(folders.at(-1) ?? '', projectPath, false) },
    ...options,
  ];
}
