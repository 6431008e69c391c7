// The service in memory, at the pace of a schedule: each answer comes after its own time, or fails, or never comes. Every
// line that it sends says of which copy, of which edition of that copy and of which file it is.

import { type Asked, FakeService } from './sync-service.ts';

export type Role = 'source' | 'collection' | 'project';
export const roles: readonly Role[] = ['source', 'collection', 'project'];

/** What happens to a request instead of its answer. `refusal`: the service says that it cannot. */
export type Fault = 'network' | 'refusal' | 'silence';

/** Of which copies a file is; all others are of all three. */
const ownFiles: Readonly<Record<string, Role>> = {
  'only-collection.txt': 'collection',
  'only-project.txt': 'project',
  'only-source.txt': 'source',
};

/** The same in collection and source. */
export const SAME_PATH = 'same.txt';

/** One has a comma, which not every service can be told. */
const allPaths: readonly string[] = ['a.txt', 'b.txt', 'c,d.txt', ...Object.keys(ownFiles), SAME_PATH];

export const hasFile = (role: Role, path: string): boolean => (ownFiles[path] ?? role) === role;

export class ScheduledService {
  readonly inner = new FakeService();
  readonly editions: Record<Role, number> = { source: 1, collection: 1, project: 1 };
  /** For the next request. */
  fault: Fault | undefined;
  /** Milliseconds until the next answer. */
  latency: () => number;
  readonly #refused = new Set<Asked>();

  constructor(latency: () => number) {
    this.latency = latency;
    this.inner.answersAtOnce = false;
    this.inner.instead = (asked) => {
      if (this.#refused.has(asked)) return Response.json({ detail: 'the disk is full' }, { status: 500 });
      if (asked.method === 'POST') this.edit(asked.what === 'deploy' ? 'project' : 'collection');
      return undefined;
    };
    for (const role of roles) this.#write(role);
  }

  get log(): readonly Asked[] {
    return this.inner.log;
  }

  get waiting(): Asked[] {
    return this.log.filter(({ state }) => state === 'waiting');
  }

  /** What was asked and came, to this day. */
  get answers(): Asked[] {
    return this.log.filter((asked) => asked.state === 'answered' && !this.#refused.has(asked));
  }

  readonly fetch: typeof fetch = (address, init) => {
    const answer = this.inner.fetch(address, init);
    const asked = this.log.at(-1);
    if (asked) this.#plan(asked);
    return answer;
  };

  /** Somebody changes a copy: all its lines become those of the next edition. */
  edit(role: Role): void {
    ++this.editions[role];
    this.#write(role);
  }

  line(role: Role, path: string): string {
    const isSame = path === SAME_PATH && role !== 'project';
    return isSame ? `both of ${path}` : `${role} ${this.editions[role]} of ${path}`;
  }

  /** From now on everything is answered, also what was left waiting. */
  recover(): void {
    this.fault = undefined;
    for (const asked of this.waiting) setTimeout(asked.answer, this.latency());
  }

  #plan(asked: Asked): void {
    const { fault } = this;
    this.fault = undefined;
    if (fault === 'silence') return;
    if (fault === 'refusal') this.#refused.add(asked);
    setTimeout(() => (fault === 'network' ? asked.fail() : asked.answer()), this.latency());
  }

  #write(role: Role): void {
    const paths = allPaths.filter((path) => hasFile(role, path));
    this.inner.trees[role] = Object.fromEntries(paths.map((path) => [path, `${this.line(role, path)}\n`]));
  }
}
