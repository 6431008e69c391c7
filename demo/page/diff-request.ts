// One request to a diff endpoint → its index, read while it arrives. Every failure becomes half a sentence.

import { DiffError, type DiffIndex } from 'hunkwise';
import type { PageEngine } from './page-engine.ts';
import type { Comparison, Scope } from './scopes.ts';

/** Why a request failed, as the end of a sentence: "the service answered 404: …". */
export class RequestFailure extends Error {}

/** Bytes so far, and in all if the service says. */
export type OnProgress = (received: number, total: number | undefined) => void;

export type DiffQuery = { readonly summaryOnly: true } | { readonly file: string };

/** @throws {RequestFailure}, or the signal's reason */
export async function requestDiff(
  engine: PageEngine,
  comparison: Comparison,
  scope: Scope,
  query: DiffQuery,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<DiffIndex> {
  const response = await answerOf(diffUrl(comparison, scope, query), signal);
  if (!response.ok)
    throw new RequestFailure(`the service answered ${response.status}${await reasonIn(response)}`);
  const total = Number(response.headers.get('content-length')) || undefined;
  const indexer = engine.createPayloadIndexer();
  const reading: Promise<void>[] = [];
  try {
    let received = 0;
    for await (const chunk of chunksOf(response)) {
      received += chunk.length;
      onProgress(received, total);
      // Faults are told by the last call; waiting here would hold up the download.
      const push = indexer.push(chunk, { signal });
      push.catch(() => {});
      reading.push(push);
    }
    await Promise.all(reading);
    return await indexer.finish({ signal });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof DiffError)
      throw new RequestFailure(`its answer cannot be read (${error.message})`, { cause: error });
    throw error;
  }
}

export function diffUrl(
  { artifactId, collection, projectPath }: Comparison,
  scope: Scope,
  query: DiffQuery,
): string {
  const parameters = new URLSearchParams();
  if (scope.to === 'project' && projectPath !== null) parameters.set('project_path', projectPath);
  parameters.set('collection', collection);
  if ('summaryOnly' in query) parameters.set('summary_only', 'true');
  // The service splits at commas, so such a file cannot be asked for by name; all files can.
  else if (!query.file.includes(',')) parameters.set('file_paths', query.file);
  return `/api/v1/artifacts/${encodeURIComponent(artifactId)}/${scope.endpoint}?${parameters}`;
}

/** @throws {RequestFailure} */
export async function answerOf(url: string, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, signal ? { signal } : {});
  } catch (error) {
    signal?.throwIfAborted();
    throw new RequestFailure('the service did not answer; is it still running?', { cause: error });
  }
}

async function* chunksOf(response: Response): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  for (;;) {
    const step = await reader?.read().catch((error) => {
      throw new RequestFailure('the connection ended before the answer did', { cause: error });
    });
    if (!step || step.done) return;
    yield step.value;
  }
}

/** Characters of a service's own words that are shown. */
const LONGEST_REASON = 300;

async function reasonIn(response: Response): Promise<string> {
  try {
    const body = await response.json();
    const detail = body.detail ?? body.message;
    const reason = Array.isArray(detail)
      ? detail.map(({ msg, loc }) => `${loc?.at(-1)}: ${msg}`).join('; ')
      : detail;
    return typeof reason === 'string' ? `: ${reason.slice(0, LONGEST_REASON)}` : '';
  } catch {
    return ''; // no JSON: the status is all there is
  }
}
