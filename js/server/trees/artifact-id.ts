// Artifacts are named `type:name`; one extension at the end of the name does not count.

export type ArtifactType = 'skill' | 'command' | 'agent' | 'hook' | 'mcp' | 'composite';

export interface ArtifactId {
  readonly type: ArtifactType;
  /** Whatever was given, without extension; may be empty, or a path. */
  readonly name: string;
}

/** What the application says of everything else. */
export const BAD_ARTIFACT_ID = "Invalid artifact ID format. Expected 'type:name'";

const TYPES = new Set<string>(['skill', 'command', 'agent', 'hook', 'mcp', 'composite']);

const EXTENSION = /\.(md|txt|json|ya?ml)$/;

/** Undefined: no `type:name`, or an unknown type. */
export function parseArtifactId(text: string): ArtifactId | undefined {
  const colon = text.indexOf(':');
  const type = text.slice(0, Math.max(colon, 0));
  if (!isArtifactType(type) || colon === text.length - 1) return undefined;
  return { type, name: text.slice(colon + 1).replace(EXTENSION, '') };
}

export const isArtifactType = (type: string): type is ArtifactType => TYPES.has(type);
