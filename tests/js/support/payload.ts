// A small answer in the wire format, with what a test wants to be different.

export interface FileFields {
  file_path?: unknown;
  status?: unknown;
  collection_hash?: unknown;
  project_hash?: unknown;
  unified_diff?: unknown;
  [key: string]: unknown;
}

export function fileEntry(fields: FileFields = {}): FileFields {
  return {
    file_path: 'src/a.txt',
    status: 'modified',
    collection_hash: 'aa',
    project_hash: 'bb',
    unified_diff:
      '--- collection/a.txt\n+++ project/a.txt\n@@ -1,3 +1,3 @@\n one\n\n-two\n\n+TWO\n\n three\n',
    ...fields,
  };
}

export function payload(files: readonly unknown[], fields: Record<string, unknown> = {}): string {
  return JSON.stringify({
    artifact_id: 'skill:x',
    artifact_name: 'x',
    artifact_type: 'skill',
    collection_name: 'default',
    project_path: '/p',
    has_changes: true,
    files,
    summary: { added: 0, modified: files.length, deleted: 0, unchanged: 0 },
    ...fields,
  });
}
