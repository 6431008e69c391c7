// Files as an application already holds them: the service's own objects.

/** One file of a diff endpoint's answer. Everything but path and status may be missing or null. */
export interface FileDiff {
  readonly file_path: string;
  readonly status: string;
  readonly collection_hash?: string | null;
  readonly project_hash?: string | null;
  readonly unified_diff?: string | null;
  /** `both`: changed here and upstream, which the list marks. */
  readonly change_origin?: string | null;
}

// Some producers call it `path`.
const pathOf = (file: FileDiff): string => file.file_path ?? (file as { readonly path?: string }).path ?? '';

// Unknown fields of the objects are not sent along: an application may keep anything there.
export const payloadOfFiles = (files: readonly FileDiff[]): string =>
  JSON.stringify({
    files: files.map((file) => ({
      file_path: pathOf(file),
      status: file.status,
      collection_hash: file.collection_hash ?? null,
      project_hash: file.project_hash ?? null,
      unified_diff: file.unified_diff ?? null,
      change_origin: file.change_origin ?? null,
    })),
  });

/**
 * Whether two arrays say the same. Applications filter and map on every render, and a new array alone is no new data.
 * Texts are compared in full, which costs nothing while they are the same strings.
 */
export function saySame(one: readonly FileDiff[], other: readonly FileDiff[]): boolean {
  if (one === other) return true;
  if (one.length !== other.length) return false;
  return one.every((file, i) => {
    const same = other[i];
    return (
      same !== undefined &&
      (file === same ||
        (pathOf(file) === pathOf(same) &&
          file.status === same.status &&
          (file.unified_diff ?? null) === (same.unified_diff ?? null) &&
          (file.change_origin ?? null) === (same.change_origin ?? null) &&
          (file.collection_hash ?? null) === (same.collection_hash ?? null) &&
          (file.project_hash ?? null) === (same.project_hash ?? null)))
    );
  });
}
