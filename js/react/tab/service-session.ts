// What belongs to a service and not to one component: its client, the files that were opened, how far requests are. Found
// again by what the application gives, so that a tab that is taken away and put back goes on with what is there.

import { loadEngine } from '../../index.ts';
import { createSyncClient, FileDetails, type PerfLogger, type SyncClient } from '../../sync.ts';
import type { AnyDiffEngine, DiffSource } from '../source/diff-source.ts';
import { RequestProgress } from './request-progress.ts';

/** An engine, or what gives one when it is first needed, for instance `() => createWorkerEngine()`. */
export type TabEngine = AnyDiffEngine | (() => AnyDiffEngine | Promise<AnyDiffEngine>);

/** Where the answers come from: a client, or the address of a service. */
export interface ServiceAccess {
  /** Keep the object: everything that was loaded is kept with it. */
  readonly client?: SyncClient | undefined;
  /** Without a client: where the API begins. Default `/api/v1`. */
  readonly baseUrl?: string | undefined;
  /**
   * Reads answers if there is no client, and marks what changed inside lines. Keep the object or function. Default: an
   * engine of this package in this thread; with a client: no marks inside lines.
   */
  readonly engine?: TabEngine | undefined;
}

/** Shared by all tabs over one client. */
export interface ServiceSession {
  readonly client: SyncClient;
  readonly details: FileDetails;
  readonly progress: RequestProgress;
  readonly intraline: DiffSource['intraline'];
  /** Of opened files; the tab that is shown says where it goes. */
  readonly log: { readonly sendTo: (logger: PerfLogger | undefined) => void };
}

const defaultEngine = () => loadEngine();
const NO_ENGINE = {};
const clients = new WeakMap<TabEngine, Map<string, SyncClient>>();
const sessions = new WeakMap<SyncClient, WeakMap<object, ServiceSession>>();
const engines = new WeakMap<TabEngine, Promise<AnyDiffEngine>>();

/** The same session for the same access. Asks nothing and loads nothing. */
export function sessionOf({ client, baseUrl, engine }: ServiceAccess): ServiceSession {
  const reader = engine ?? (client ? undefined : defaultEngine);
  const used = client ?? clientOf(reader ?? defaultEngine, baseUrl);
  const ofClient = sessions.get(used) ?? new WeakMap<object, ServiceSession>();
  sessions.set(used, ofClient);
  const session = ofClient.get(reader ?? NO_ENGINE) ?? newSession(used, reader);
  ofClient.set(reader ?? NO_ENGINE, session);
  return session;
}

function newSession(client: SyncClient, engine: TabEngine | undefined): ServiceSession {
  let logger: PerfLogger | undefined;
  return {
    client,
    details: new FileDetails({ client, logger: (event) => logger?.(event) }),
    progress: new RequestProgress(),
    intraline: engine && intralineOf(engine),
    log: {
      sendTo(next) {
        logger = next;
      },
    },
  };
}

function clientOf(engine: TabEngine, baseUrl: string | undefined): SyncClient {
  const known = clients.get(engine) ?? new Map<string, SyncClient>();
  clients.set(engine, known);
  const source = typeof engine === 'function' ? () => loaded(engine) : engine;
  const address = baseUrl ?? '';
  const client = known.get(address) ?? createSyncClient({ engine: source, ...(baseUrl ? { baseUrl } : {}) });
  known.set(address, client);
  return client;
}

/** An engine that is there answers at once: a promise would cost a frame. */
function intralineOf(engine: TabEngine): NonNullable<DiffSource['intraline']> {
  if (typeof engine !== 'function') return (table, rows) => engine.intraline(table, rows);
  return async (table, rows) => (await loaded(engine)).intraline(table, rows);
}

/** Once, and again after a failure. */
function loaded(engine: () => AnyDiffEngine | Promise<AnyDiffEngine>): Promise<AnyDiffEngine> {
  const known = engines.get(engine);
  if (known) return known;
  const loading = Promise.resolve()
    .then(engine)
    .catch((error: unknown) => {
      engines.delete(engine);
      throw error;
    });
  engines.set(engine, loading);
  return loading;
}
