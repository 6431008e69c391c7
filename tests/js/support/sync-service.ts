// A service in memory, in the wire form of the real one: three copies of an artifact, doubled newlines, hashes. It keeps a
// log of what it was asked, and answers at once or when a test says so.

import { createHash } from 'node:crypto';

type Role = 'source' | 'collection' | 'project';
type Tree = Record<string, string>;

const ENDPOINTS = {
  diff: { from: 'collection', to: 'project', fromOnly: 'added', toOnly: 'deleted' },
  'source-project-diff': { from: 'source', to: 'project', fromOnly: 'added', toOnly: 'deleted' },
  'upstream-diff': { from: 'collection', to: 'source', fromOnly: 'deleted', toOnly: 'added' },
} as const;

/** One request, as the service saw it. */
export class Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: unknown;
  state: 'waiting' | 'answered' | 'failed' | 'aborted' = 'waiting';
  answer = () => {};
  fail = () => {};

  constructor(address: string, init: RequestInit = {}) {
    const url = new URL(address, 'http://service');
    this.method = init.method ?? 'GET';
    this.path = url.pathname;
    this.query = url.searchParams;
    this.headers = new Headers(init.headers);
    this.body = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
  }

  /** The last part of its address; for a text with what was asked. */
  get what(): string {
    const endpoint = decodeURIComponent(this.path.split('/').at(-1) ?? '');
    const file = this.query.get('file_paths') ?? this.query.get('file_path');
    if (file !== null) return `${endpoint} ${file}`;
    return this.query.get('summary_only') === 'true' ? `${endpoint} summary` : endpoint;
  }
}

export class FakeService {
  readonly log: Asked[] = [];
  /** False: requests wait for `asked.answer()` or `asked.fail()`. */
  answersAtOnce = true;
  /** As services from before the flags: everything, always. */
  ignoresFlags = false;
  /** Whether the parameter for paths with commas is known. */
  knowsFilePath = true;
  /** Answers instead of the usual ones, by what was asked; undefined: the usual one. */
  instead: (asked: Asked) => Response | undefined = () => undefined;
  trees: Record<Role, Tree>;

  constructor(trees: Partial<Record<Role, Tree>> = {}) {
    this.trees = { source: {}, collection: {}, project: {}, ...trees };
  }

  /** What was asked, in order. */
  get asked(): string[] {
    return this.log.map(({ what }) => what);
  }

  readonly fetch: typeof fetch = (address, init) => {
    const asked = new Asked(String(address), init);
    this.log.push(asked);
    return new Promise((resolve, reject) => {
      const end = (state: Asked['state'], finish: () => void) => {
        if (asked.state !== 'waiting') return;
        asked.state = state;
        finish();
      };
      asked.answer = () => end('answered', () => resolve(this.instead(asked) ?? this.#usualAnswer(asked)));
      asked.fail = () => end('failed', () => reject(new TypeError('fetch failed')));
      const signal = init?.signal;
      const abort = () => end('aborted', () => reject(signal?.reason));
      if (signal?.aborted) abort();
      signal?.addEventListener('abort', abort, { once: true });
      if (this.answersAtOnce) asked.answer();
    });
  };

  #usualAnswer(asked: Asked): Response {
    const [, , , family, , endpoint] = asked.path.split('/');
    if (asked.method === 'POST') return Response.json({ success: true, message: 'done' });
    if (family === 'deploy')
      return Response.json({ project_path: asked.query.get('project_path'), deployments: [], total: 0 });
    if (!endpoint) return Response.json({ id: 'x', deployment_stats: deploymentStats() });
    return Response.json(this.#comparison(endpoint, asked.query));
  }

  #comparison(endpoint: string, query: URLSearchParams) {
    const { from, to, fromOnly, toOnly } = ENDPOINTS[endpoint as keyof typeof ENDPOINTS];
    const [old, now] = [this.trees[from], this.trees[to]];
    const isWanted = this.#wanted(query);
    const summary: Record<string, number> = { added: 0, modified: 0, deleted: 0, unchanged: 0 };
    const files = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort().map((path) => {
      const [before, after] = [old[path], now[path]];
      const status =
        before === undefined
          ? toOnly
          : after === undefined
            ? fromOnly
            : before === after
              ? 'unchanged'
              : 'modified';
      summary[status] = (summary[status] ?? 0) + 1;
      const hasText = status === 'modified' && isWanted(path) && !`${before}${after}`.includes('\0');
      return {
        file_path: path,
        status,
        collection_hash: before === undefined ? null : hashOf(before),
        project_hash: after === undefined ? null : hashOf(after),
        unified_diff: hasText ? wireDiff(from, to, path, before ?? '', after ?? '') : null,
      };
    });
    return {
      artifact_id: 'skill:demo',
      artifact_name: 'demo',
      artifact_type: 'skill',
      collection_name: 'default',
      ...(endpoint === 'upstream-diff'
        ? { upstream_source: 'o/r', upstream_version: '1' }
        : { project_path: query.get('project_path') }),
      has_changes: files.some(({ status }) => status !== 'unchanged'),
      files,
      summary,
    };
  }

  #wanted(query: URLSearchParams): (path: string) => boolean {
    if (this.ignoresFlags) return () => true;
    if (query.get('summary_only') === 'true') return () => false;
    const named = [
      ...((query.get('file_paths') || undefined)?.split(',') ?? []),
      ...(this.knowsFilePath ? query.getAll('file_path') : []),
    ];
    return (path) => named.length === 0 || named.includes(path);
  }
}

function deploymentStats() {
  return {
    total_deployments: 2,
    modified_deployments: 1,
    projects: [
      { project_name: 'p', project_path: '/p', is_modified: true, deployed_at: '2026-03-01T00:00:00' },
      { project_name: 'q', project_path: '/q', is_modified: false, deployed_at: '2026-03-02T00:00:00' },
    ],
  };
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** As Python's difflib gives it for lines that keep their newline, joined with one more: all lines replaced. */
export function wireDiff(from: string, to: string, path: string, before: string, after: string): string {
  const lines = (text: string) => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const [old, now] = [lines(before), lines(after)];
  const range = (count: number) => (count === 1 ? '1' : `${count === 0 ? 0 : 1},${count}`);
  return [
    `--- ${from}/${path}`,
    `+++ ${to}/${path}`,
    `@@ -${range(old.length)} +${range(now.length)} @@`,
    ...old.map((line) => `-${line}`),
    ...now.map((line) => `+${line}`),
  ].join('\n');
}
