// Names that are no part of any tree: comparisons do not show them, deployments neither copy nor remove them.

import { isWritingName } from '../writing/inside-root.ts';

/** In which projects keep what is deployed in them. */
export const DEPLOYED_FILE_NAME = '.skillmeat-deployed.toml';

const excludedNames = new Set(
  '.git node_modules __pycache__ .venv venv .tox .pytest_cache .mypy_cache dist build .next .turbo'.split(
    ' ',
  ),
);

/** Whether a file or folder of this name is left out, with all that is in it. */
export const isExcludedName = (name: string): boolean =>
  excludedNames.has(name) || name === DEPLOYED_FILE_NAME || isWritingName(name);

export const isExcludedPath = (path: string): boolean => path.split('/').some(isExcludedName);
