// Answers that no tree on this machine is large enough for: made row by row while they are sent, the same every time,
// and kept nowhere.

import { type DiffQuery, wantsText } from 'hunkwise/server';

export interface GeneratedFile {
  readonly path: string;
  readonly status: 'added' | 'modified' | 'deleted' | 'unchanged';
  readonly additions: number;
  readonly deletions: number;
  /** UTF-8 bytes of the diff, without the newlines that doubling adds. */
  readonly diffBytes: number;
  /** Pieces of the diff, each as it stands inside a JSON string. */
  readonly text: () => Iterable<string>;
}

export interface StressSet {
  readonly files: () => Iterable<GeneratedFile>;
  /** Of the files' statuses; announced at the end of the answer, as everywhere. */
  readonly summary: Readonly<Record<GeneratedFile['status'], number>>;
  /** An old service: sends every text, whatever was asked for, and no counts. */
  readonly ignoresFlags: boolean;
}

/** What stands before and behind the list of files. */
export interface AnswerFrame {
  readonly artifactId: string;
  readonly collectionName: string;
  readonly query: DiffQuery;
  /** Two digits that make one comparison's contents differ from another's. */
  readonly seed: string;
}

/** The answer's JSON in pieces. */
export function* stressAnswer(set: StressSet, frame: AnswerFrame): Generator<string> {
  const { artifactId, collectionName, query, seed } = frame;
  const [type = '', name = ''] = artifactId.split(':');
  const head = {
    artifact_id: artifactId,
    artifact_name: name,
    artifact_type: type,
    collection_name: collectionName,
    ...(query.projectPath === undefined
      ? { upstream_source: 'generated/set', upstream_version: '1' }
      : { project_path: query.projectPath }),
    has_changes: true,
  };
  yield `${JSON.stringify(head).slice(0, -1)},"files":[`;
  let file = 0;
  for (const generated of set.files()) yield* fileEntry(generated, file++, set, query, seed);
  yield `],"summary":${JSON.stringify(set.summary)}}`;
}

function* fileEntry(
  { path, status, additions, deletions, diffBytes, text }: GeneratedFile,
  file: number,
  set: StressSet,
  query: DiffQuery,
  seed: string,
): Generator<string> {
  const hash = (side: string): string => `${seed}${side}${String(file).padStart(61, '0')}`;
  const oldHash = `"${hash('a')}"`;
  const newHash = status === 'unchanged' ? oldHash : `"${hash('b')}"`;
  const [from, to] = [status === 'deleted' ? 'null' : oldHash, status === 'added' ? 'null' : newHash];
  yield `${file > 0 ? ',' : ''}{"file_path":${JSON.stringify(path)},"status":"${status}","collection_hash":${from},"project_hash":${to},"unified_diff":`;
  if (status === 'modified' && (set.ignoresFlags || wantsText(query, path))) {
    yield '"';
    yield* text();
    yield '"';
  } else yield 'null';
  if (status === 'modified' && !set.ignoresFlags)
    yield `,"additions":${additions},"deletions":${deletions},"diff_bytes":${diffBytes},"is_binary":false`;
  yield '}';
}
