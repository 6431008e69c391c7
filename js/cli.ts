#!/usr/bin/env node
// The program `hunkwise`.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  listenFault,
  readServeCommand,
  type ServeCommand,
  UsageError,
  usage,
} from './server/command-line.ts';
import { serveHttp } from './server/http/node-http.ts';
import { createSyncService } from './server/sync-service.ts';

const dist = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The page, and the built package that it asks for. */
const mounts = new Map([
  ['/dist/', dist('.')],
  ['/', dist('page')],
]);

/** What became of a write that was cut off. */
const recoveries = {
  finished: 'a write that was cut off is finished',
  undone: 'a write that was cut off is undone',
  cleared: 'a write that was cut off had not begun; what was prepared for it is gone',
  locked: 'another program is writing there',
  failed: 'a write that was cut off could not be finished',
};

/** Milliseconds for closing what is open. */
const LONGEST_ENDING_MS = 3000;

async function serve(args: string[]): Promise<void> {
  const { comparison, port, host, allowedHosts, allowedOrigins, isLogged, cacheUrl, threads, ...others } =
    await readServeCommand(args);
  const { upstreamTtlSeconds, dialect, additive, allowWrite } = others;
  const service = createSyncService({
    comparison,
    dialect,
    additive,
    allowWrite,
    mounts,
    ...(cacheUrl === undefined ? {} : { cacheUrl }),
    ...(threads === undefined ? {} : { threads }),
    ...(upstreamTtlSeconds === undefined ? {} : { upstreamTtlSeconds }),
    ...(isLogged ? { logger: (record: object) => console.error(JSON.stringify(record)) } : {}),
  });
  for (const { path, recovery, message } of await service.recover())
    if (recovery !== 'nothing')
      console.log(`${path}: ${recoveries[recovery]}${message ? `: ${message}` : ''}`);
  const server = await serveHttp(service, { port, host, allowedHosts, allowedOrigins }).catch(
    async (error: unknown) => {
      await service.close();
      throw listenFault(error, host, port) ?? error;
    },
  );
  const ended = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, async () => {
      ended.abort();
      // Whoever asks a program to end means now. Letting go of watched files takes 15 µs each, in one go: of 65,000 a
      // second; and a store that does not answer is waited for as well.
      setTimeout(() => process.exit(1), LONGEST_ENDING_MS).unref();
      await server.close();
      await service.close();
    });
  console.log(`Hunkwise compares ${comparison.artifactId}: ${server.origin}/`);
  await lookAhead(comparison, ended.signal);
}

/**
 * Reads the folders before anybody asks: the first summary then only looks whether something has changed since. Whoever
 * asks meanwhile waits for the same reading.
 */
async function lookAhead(
  { source, collection, project }: ServeCommand['comparison'],
  signal: AbortSignal,
): Promise<void> {
  for (const tree of [collection, project, source]) {
    if (tree?.folder === undefined || signal.aborted) continue;
    // Of what fails here the one who asks is told.
    await tree.list().catch(() => {});
  }
}

const isHelp = (word: string | undefined): boolean => word === '--help' || word === '-h' || word === 'help';

function ownVersion(): string {
  return JSON.parse(readFileSync(dist('../package.json'), 'utf8')).version;
}

const [command, ...args] = process.argv.slice(2);
try {
  if (command === undefined || isHelp(command)) console.log(usage);
  else if (command === '--version' || command === '-v') console.log(ownVersion());
  else if (command !== 'serve')
    throw new UsageError(`hunkwise ${command}: there is no such command\n\n${usage}`);
  else if (args.some(isHelp)) console.log(usage);
  else await serve(args);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
