// Programs that use artifacts, and the folder of a project in which each looks for them.

import { type ArtifactType, isArtifactType } from '../trees/artifact-id.ts';

export const DEFAULT_PROFILE = 'claude_code';

/** A deployment profile: its id, and its folder relative to the project. */
export const PROFILE_ROOTS: Readonly<Record<string, string>> = {
  claude_code: '.claude',
  codex: '.codex',
  gemini: '.gemini',
  cursor: '.cursor',
};

/** For artifacts that lie in the project itself and not in the folder of a profile. */
export const PROJECT_ITSELF = '.';

/** Where the deployed file may be, relative to the project; the usual place first. */
export const DEPLOYED_FILE_FOLDERS: readonly string[] = [...Object.values(PROFILE_ROOTS), PROJECT_ITSELF];

export const profileOf = (root: string): string =>
  Object.keys(PROFILE_ROOTS).find((id) => PROFILE_ROOTS[id] === root) ?? DEFAULT_PROFILE;

// Below a profile's folder.
const TYPE_FOLDERS: Readonly<Record<ArtifactType, string>> = {
  skill: 'skills',
  command: 'commands',
  agent: 'agents',
  hook: 'hooks',
  mcp: 'mcp',
  composite: 'composites',
};

/** Types whose artifacts are folders; the others are one Markdown file. */
const FOLDER_TYPES = new Set(['skill', 'mcp', 'composite']);

export const isFolderType = (type: string): boolean => FOLDER_TYPES.has(type);

/** Where an artifact goes by itself, relative to the folder of a profile. */
export function usualPath(type: string, name: string): string {
  return `${isArtifactType(type) ? TYPE_FOLDERS[type] : type}/${name}${isFolderType(type) ? '' : '.md'}`;
}
