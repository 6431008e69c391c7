// The three diff endpoints over the trees of one artifact: what is asked → what is answered, before it becomes bytes.

import type { Stopwatch } from '../observe/perf-log.ts';
import type { Comparison } from '../trees/comparison.ts';
import type { TreeListing } from '../trees/tree.ts';
import { artifactIdOf, checkComparable, type ListTree } from './comparable.ts';
import { type DiffQuery, readDiffQuery } from './diff-query.ts';
import type { DiffEndpoint } from './endpoints.ts';
import { digestOf, type Pairing, pairFiles, type ThreeListings } from './pairing.ts';
import { type Changes, changesSince, RecentPairings } from './recent-pairings.ts';
import { WireError } from './wire.ts';

export interface DiffServiceOptions {
  readonly comparison: Comparison;
  readonly listTree: ListTree;
  /** The upstream's listing if it is at hand: who changed what is not worth a fetch. */
  readonly listKnownSource: () => Promise<TreeListing | undefined>;
  readonly isAdditive: boolean;
}

/** An answer whose files are yet to be compared. */
export interface PreparedAnswer {
  readonly endpoint: DiffEndpoint;
  readonly query: DiffQuery;
  /** Everything before `files`, in the order of the wire. */
  readonly head: Readonly<Record<string, unknown>>;
  readonly pairing: Pairing;
  /** What is new since the digest that was asked for; undefined if that was not asked, or is not known any more. */
  readonly changes: Changes | undefined;
  /** Two answers with the same key have the same bytes. */
  readonly key: string;
}

export class DiffService {
  readonly #options: DiffServiceOptions;
  readonly #recent = new RecentPairings();

  constructor(options: DiffServiceOptions) {
    this.#options = options;
  }

  /** @throws {WireError} */
  async prepare(
    endpoint: DiffEndpoint,
    artifactId: string,
    parameters: URLSearchParams,
    watch: Stopwatch,
  ): Promise<PreparedAnswer> {
    const { comparison, isAdditive } = this.#options;
    const query = readDiffQuery(parameters, endpoint.to === 'project', isAdditive);
    const { type, name } = artifactIdOf(artifactId);
    checkComparable(comparison, endpoint, query, artifactId);
    const listings = await this.#list(endpoint, watch);
    const pairing = await watch.time(endpoint.operation, 'pair_files', () => this.#pair(endpoint, listings));
    const version = listings.source?.version ?? comparison.upstream.version;
    const { added, modified, deleted } = pairing.summary;
    const head = {
      artifact_id: artifactId,
      artifact_name: name,
      artifact_type: type,
      collection_name: comparison.collectionName,
      ...(endpoint.to === 'project'
        ? { project_path: query.projectPath }
        : { upstream_source: comparison.upstream.source, upstream_version: version }),
      has_changes: added + modified + deleted > 0,
    };
    const before = query.since === undefined ? undefined : this.#recent.get(query.since);
    const changes = before && changesSince(before, pairing);
    const texts = typeof query.texts === 'string' ? query.texts : [...query.texts].sort();
    const key = JSON.stringify([pairing.digest, head, texts, query.hasMetadata, changes ? query.since : '']);
    return { endpoint, query, head, pairing, changes, key };
  }

  async #list(endpoint: DiffEndpoint, watch: Stopwatch): Promise<ThreeListings> {
    const { listTree, listKnownSource, isAdditive } = this.#options;
    const { operation } = endpoint;
    const needsSource = endpoint.from === 'source' || endpoint.to === 'source';
    const upstream = needsSource
      ? watch
          .time(operation, 'fetch_upstream', () => listTree('source'))
          .catch((error: unknown) => {
            if (error instanceof WireError) throw error;
            throw new WireError(500, `Failed to fetch upstream: ${reasonOf(error)}`);
          })
      : isAdditive
        ? listKnownSource()
        : undefined;
    const folders = watch
      .time(operation, 'enumerate_files', () =>
        Promise.all([
          isAdditive || endpoint.from === 'collection' ? listTree('collection') : undefined,
          isAdditive || endpoint.to === 'project' ? listTree('project') : undefined,
        ]),
      )
      .catch((error: unknown) => {
        throw new WireError(500, `Failed to get ${endpoint.name}: ${reasonOf(error)}`);
      });
    const [source, [collection, project]] = await Promise.all([upstream, folders]);
    return { source, collection, project };
  }

  #pair(endpoint: DiffEndpoint, listings: ThreeListings): Pairing {
    const known = this.#options.isAdditive
      ? listings
      : { source: undefined, collection: undefined, project: undefined, ...compared(endpoint, listings) };
    const digest = digestOf(endpoint.path, known);
    const found = this.#recent.get(digest);
    if (found) return found;
    const [from, to] = [listings[endpoint.from], listings[endpoint.to]];
    if (!from || !to) throw new WireError(500, `Failed to get ${endpoint.name}: a tree is missing`);
    // "No update": the upstream is what the collection is.
    const isUpToDate = endpoint.path === 'upstream-diff' && from.digest === to.digest;
    const pairing: Pairing = isUpToDate
      ? { digest, pairs: [], summary: { added: 0, modified: 0, deleted: 0, unchanged: 0 } }
      : pairFiles(digest, from, to, endpoint.fromOnly, known);
    this.#recent.add(pairing);
    return pairing;
  }
}

const compared = (endpoint: DiffEndpoint, listings: ThreeListings): Partial<ThreeListings> => ({
  [endpoint.from]: listings[endpoint.from],
  [endpoint.to]: listings[endpoint.to],
});

/** Why a tree could not be listed, without places of this machine. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = message.split('\n', 1)[0] ?? '';
  return line.replace(/(^|[\s'"(:=])\/[^\s'"):]*/g, '$1…').slice(0, 300) || 'unknown error';
}
