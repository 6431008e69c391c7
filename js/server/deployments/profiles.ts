// Programs that use artifacts, and the folder of a project in which each looks for them.

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

// Folders below a profile's; types that are not listed are no artifacts.
const TYPE_FOLDERS: Readonly<Record<string, string>> = {
  skill: 'skills',
  command: 'commands',
  agent: 'agents',
  hook: 'hooks',
  mcp: 'mcp',
  composite: 'composites',
};

/** Types whose artifacts are folders; the others are one Markdown file. */
const FOLDER_TYPES = new Set(['skill', 'mcp', 'composite']);

export const isArtifactType = (type: string): boolean => Object.hasOwn(TYPE_FOLDERS, type);

export const isFolderType = (type: string): boolean => FOLDER_TYPES.has(type);

/** Where an artifact goes by itself, relative to the folder of a profile. */
export function usualPath(type: string, name: string): string {
  return `${TYPE_FOLDERS[type] ?? type}/${name}${isFolderType(type) ? '' : '.md'}`;
}
