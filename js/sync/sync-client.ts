// The service's endpoints as typed calls. No cache, no retry: those belong to whoever asks.

import type { DiffIndex, DiffTable } from '../core/api.ts';
import { readInSlices } from '../core/read-in-slices.ts';
import type { ComparisonTarget } from './comparison-target.ts';
import { indexAnswer } from './diff-answer.ts';
import { endedBy, fetchBytes, type OnProgress, openBytes } from './fetch-bytes.ts';
import { continuationOf, isPartSince, rememberAnswer } from './known-answer.ts';
import { indexPartialAnswer } from './partial-answer.ts';
import { type ComparisonScope, describeScope, roleLabels } from './scopes.ts';
import {
  artifactDeploymentsAddress,
  DEFAULT_BASE_URL,
  deploymentListAddress,
  diffAddress,
  eventsAddress,
  type WantedTexts,
} from './service-address.ts';
import {
  type ActionOutcome,
  type ArtifactDeployments,
  type DeploymentList,
  readArtifactDeployments,
  readDeploymentList,
} from './service-answers.ts';
import { actionRequest, readOutcome, type SyncAction } from './sync-actions.ts';
import { type EngineSource, engineOf } from './sync-engine.ts';
import { type OnTreeEvent, watchEvents } from './watch-events.ts';

/** Options of {@link createSyncClient}. */
export interface SyncClientOptions {
  /** Reads the comparisons. A Worker's, where a pause of some milliseconds would be felt. Never disposed here. */
  readonly engine: EngineSource;
  /** Where the API begins. Default `/api/v1`. */
  readonly baseUrl?: string | undefined;
  /** Where the service tells its events. Default `/events` beside the API: `baseUrl` without `/api/v1`. */
  readonly eventsUrl?: string | undefined;
  /** Sent with every request; a function is asked each time, so that a token may change. */
  readonly headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined;
  readonly credentials?: RequestCredentials | undefined;
  /** Instead of the global one. */
  readonly fetch?: typeof fetch | undefined;
  /** Bytes of the largest answer, unpacked. Default 1 GiB. */
  readonly maxAnswerBytes?: number | undefined;
  /** Milliseconds without a byte after which an answer that has begun is given up. Default one minute. */
  readonly maxSilence?: number | undefined;
}

/** What every call of a {@link SyncClient} takes; an abort rejects with the signal's reason. */
export interface RequestOptions {
  readonly signal?: AbortSignal | undefined;
}

/** Options of {@link SyncClient.diff}. */
export interface DiffRequestOptions extends RequestOptions {
  readonly onProgress?: OnProgress | undefined;
  /** For answers above 8 MB: the files so far, at most four times a second. */
  readonly onSnapshot?: ((index: DiffIndex) => void) | undefined;
  /**
   * An earlier answer of this client to the same question. A service that named it by a digest is asked only for what has
   * changed since; one that gave it an ETag, whether it has changed. If nothing has, it is the result.
   */
  readonly previous?: DiffIndex | undefined;
}

/** Options of {@link SyncClient.parseFile}. */
export interface ParseOptions extends RequestOptions {
  /** Of a file that takes more than a moment: its first rows. */
  readonly onFirstRows?: ((table: DiffTable) => void) | undefined;
}

/**
 * The service, as calls. All of them reject with {@link ServiceError} for what the request met and with
 * {@link DiffError} for an answer that cannot be read; each message is a sentence for people. Free of state.
 */
export interface SyncClient {
  /**
   * One comparison. Its bytes go to the engine as they are; above 8 MB while they arrive.
   *
   * @param texts Which files' texts to ask for. A service may send more.
   * @throws {TypeError} the scope needs a project and the target has none
   */
  diff(
    scope: ComparisonScope,
    target: ComparisonTarget,
    texts: WantedTexts,
    options?: DiffRequestOptions,
  ): Promise<DiffIndex>;
  /** The rows of a file of a comparison, read by the client's engine. They keep the file's text, not the answer's. */
  parseFile(index: DiffIndex, file: number, options?: ParseOptions): Promise<DiffTable>;
  /** In which projects an artifact is. */
  artifactDeployments(target: ComparisonTarget, options?: RequestOptions): Promise<ArtifactDeployments>;
  /** What is deployed in a project. */
  deploymentList(projectPath: string, options?: RequestOptions): Promise<DeploymentList>;
  /**
   * Writes. An answer with status 200 that says it did not succeed is a failure (`rejected`). After an abort nobody knows
   * whether it was done.
   *
   * @throws {TypeError} the action needs a project and the target has none
   */
  act(action: SyncAction, target: ComparisonTarget, options?: RequestOptions): Promise<ActionOutcome>;
  /**
   * Listens to the service's events until the signal says so; connects again, with growing pauses, when the connection ends.
   * Never rejects. Resolves by itself if the service has no events.
   */
  watchEvents(onEvent: OnTreeEvent, options: { readonly signal: AbortSignal }): Promise<void>;
}

/** Makes a client. Asks nothing yet, and loads the engine with the first comparison. */
export function createSyncClient(options: SyncClientOptions): SyncClient {
  const { baseUrl = DEFAULT_BASE_URL, credentials, maxAnswerBytes: maxBytes, maxSilence } = options;
  const engine = engineOf(options.engine);

  async function common(task: string, { signal }: RequestOptions, own?: Record<string, string>) {
    const asked = typeof options.headers === 'function' ? await options.headers() : options.headers;
    const headers = new Headers(asked);
    for (const [name, value] of Object.entries({ accept: 'application/json', ...own }))
      headers.set(name, value);
    return { task, signal, headers, credentials, maxBytes, maxSilence, fetch: options.fetch };
  }

  const client: SyncClient = {
    async diff(scope, target, texts, request = {}) {
      const address = diffAddress(baseUrl, scope, target, texts);
      const task = diffTask(scope, texts);
      const { onProgress, onSnapshot, signal, previous } = request;
      const known = continuationOf(previous, address, texts === 'none');
      const { since } = known;
      const asked = since === undefined ? address : diffAddress(baseUrl, scope, target, texts, since);
      const ready = engine();
      // Both at once; a failure to load is told where the engine is needed.
      ready.catch(() => {});
      const arriving = await openBytes(asked, {
        ...(await common(task, request, known.headers)),
        onProgress,
      });
      const reader = await ready.catch(async (error: unknown) => {
        await arriving.cancel();
        throw error;
      });
      if (previous && arriving.isUnchanged) return previous;
      const isPart = previous !== undefined && isPartSince(arriving.headers, since);
      const index = isPart
        ? await indexPartialAnswer(reader, previous, arriving, { task, signal })
        : await indexAnswer(reader, arriving, { task, signal, onSnapshot });
      if (!index) return client.diff(scope, target, texts, { ...request, previous: undefined });
      rememberAnswer(index, address, arriving.headers);
      return index;
    },

    async parseFile(index, file, { signal, onFirstRows } = {}) {
      const task = `show ${index.path(file)}`;
      try {
        const parser = (await engine()).createFileParser(index, file, { ownsText: true });
        return await readInSlices(parser, { signal, onFirstRows });
      } catch (error) {
        throw signal?.aborted ? endedBy(signal, task) : error;
      }
    },

    async artifactDeployments(target, request = {}) {
      const task = `list the projects that have ${target.artifactId}`;
      const address = artifactDeploymentsAddress(baseUrl, target);
      return readArtifactDeployments(await fetchBytes(address, await common(task, request)), task);
    },

    async deploymentList(projectPath, request = {}) {
      const task = `list what is deployed in ${projectPath}`;
      const address = deploymentListAddress(baseUrl, projectPath);
      return readDeploymentList(await fetchBytes(address, await common(task, request)), task);
    },

    async act(action, target, request = {}) {
      const { address, body, task } = actionRequest(baseUrl, action, target);
      const head = await common(task, request, { 'content-type': 'application/json' });
      return readOutcome(await fetchBytes(address, { ...head, method: 'POST', body }), task);
    },

    watchEvents(onEvent, { signal }) {
      const address = options.eventsUrl ?? eventsAddress(baseUrl);
      const headers = async () => (await common('', {}, { accept: 'text/event-stream' })).headers;
      return watchEvents(address, onEvent, { headers, credentials, fetch: options.fetch, signal });
    },
  };
  return client;
}

function diffTask(scope: ComparisonScope, texts: WantedTexts): string {
  const { oldSide, newSide } = describeScope(scope);
  const sides = `${roleLabels[oldSide]} and ${roleLabels[newSide]}`;
  return typeof texts === 'object' ? `load ${texts.file} (${sides})` : `compare ${sides}`;
}
