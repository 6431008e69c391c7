// One file's text, asked for and found. The answer that brings it may bring more; the caller is given all of it.

import type { DiffIndex } from '../core/api.ts';
import type { OnProgress } from './fetch-bytes.ts';
import { fileWithPath, type ScopeSummary } from './scope-summary.ts';
import type { SyncClient } from './sync-client.ts';

export interface TextAnswer {
  readonly index: DiffIndex;
  /** -1: the service does not have the file any more. */
  readonly file: number;
}

/**
 * One request. A second one only for a path with a comma that came back without text: such a path cannot be named to every
 * service, so the whole comparison is asked for once.
 */
export async function requestText(
  client: SyncClient,
  { scope, target, index }: ScopeSummary,
  file: number,
  options: { readonly signal: AbortSignal; readonly onProgress: OnProgress },
): Promise<TextAnswer> {
  const path = index.path(file);
  const found = (answered: DiffIndex): TextAnswer => ({
    index: answered,
    file: fileWithPath(answered, path, file),
  });
  const answer = found(await client.diff(scope, target, { file: path }, options));
  if (!path.includes(',') || answer.file < 0 || answer.index.detail(answer.file) !== 'absent') return answer;
  if (answer.index.status(answer.file) !== 'modified') return answer;
  return found(await client.diff(scope, target, 'all', options));
}
