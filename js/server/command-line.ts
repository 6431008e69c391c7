// The words behind `hunkwise serve` → what is served, and where.

import { parseArgs } from 'node:util';
import { deployableId } from './deployments/artifact-id.ts';
import type { DiffDialect } from './diff/content-diff.ts';
import type { Comparison } from './trees/comparison.ts';
import { openTree } from './trees/open-tree.ts';
import type { Tree } from './trees/tree.ts';
import { checkWritable } from './writable-folders.ts';

/** What the person at the terminal did wrong; the message is all there is to say. */
export class UsageError extends Error {}

export const usage = `hunkwise serve --source TREE --collection TREE --project TREE [OPTIONS]

  At least two trees. Each is a folder, or git:REPOSITORY@REF or git:REPOSITORY@REF:FOLDER.

  --artifact ID      what is compared, TYPE:NAME; default: skill:demo
  --port N           default: any free one
  --host ADDRESS     default: 127.0.0.1, this machine only
  --allow-write      pull, push and deploy may change the collection and the project, where they are folders
  --allow-host NAME  a further NAME:PORT under which the service is reached; may be repeated
  --allow-origin URL a further page that may ask; may be repeated
  --dialect NAME     of the texts: legacy (the application's, default) or git
  --plain            answers are the application's byte for byte: no counts, no origins, no digest
  --cache URL        redis://HOST:PORT that keeps diffs for several services
  --threads N        that compute diffs; default: one for each processor
  --ttl SECONDS      for which the listing of a git tree is good; default: 300
  --log              every timing and failure as a line of JSON on standard error

hunkwise --help shows this, hunkwise --version the version.`;

export interface ServeCommand {
  readonly comparison: Comparison;
  readonly port: number;
  readonly host: string;
  readonly allowedHosts: string[];
  readonly allowedOrigins: string[];
  readonly dialect: DiffDialect;
  readonly additive: boolean;
  readonly cacheUrl: string | undefined;
  readonly threads: number | undefined;
  readonly upstreamTtlSeconds: number | undefined;
  readonly isLogged: boolean;
  readonly allowWrite: boolean;
}

/** @throws {UsageError} */
export async function readServeCommand(args: string[]): Promise<ServeCommand> {
  const values = parse(args);
  const given = [values.source, values.collection, values.project].filter((tree) => tree !== undefined);
  if (given.length === 0) throw new UsageError(usage);
  if (given.length === 1) throw new UsageError(`One tree is nothing to compare.\n\n${usage}`);
  const { dialect = 'legacy', artifact = 'skill:demo', cache } = values;
  if (dialect !== 'legacy' && dialect !== 'git')
    throw new UsageError(`--dialect ${dialect}: expected legacy or git`);
  if (cache !== undefined && !/^rediss?:\/\//.test(cache))
    throw new UsageError(`--cache ${cache}: expected redis://HOST:PORT`);
  const comparison: Comparison = {
    artifactId: checkedArtifact(artifact),
    collectionName: 'default',
    upstream: { source: values.source ?? '', version: 'unknown' },
    source: await declaredTree('source', values.source),
    collection: await declaredTree('collection', values.collection),
    project: await declaredTree('project', values.project),
  };
  const allowWrite = values['allow-write'] === true;
  if (allowWrite) checkWritten(comparison);
  return {
    comparison,
    port: number('port', values.port, 0, 65535) ?? 0,
    host: values.host ?? '127.0.0.1',
    allowedHosts: values['allow-host'] ?? [],
    allowedOrigins: values['allow-origin'] ?? [],
    dialect,
    additive: values.plain !== true,
    cacheUrl: cache,
    threads: number('threads', values.threads, 1, 64),
    upstreamTtlSeconds: number('ttl', values.ttl, 30, 600),
    isLogged: values.log === true,
    allowWrite,
  };
}

/** Why nothing listens, if that is for the person at the terminal to change. */
export function listenFault(error: unknown, host: string, port: number): UsageError | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return new UsageError(
        `--port ${port}: the port is in use; choose another one, or leave it out for any free one`,
      );
    case 'EACCES':
      return new UsageError(
        `--port ${port}: you may not open this port; those from 1024 up are for everybody`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new UsageError(
        `--host ${host}: this machine has no such address; 0.0.0.0 means all that it has`,
      );
    default:
      return undefined;
  }
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const texts = { type: 'string', multiple: true } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args,
      options: {
        source: text,
        collection: text,
        project: text,
        artifact: text,
        port: text,
        host: text,
        'allow-host': texts,
        'allow-origin': texts,
        dialect: text,
        plain: flag,
        cache: text,
        threads: text,
        ttl: text,
        log: flag,
        'allow-write': flag,
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}

function number(name: string, value: string | undefined, least: number, most: number): number | undefined {
  if (value === undefined) return undefined;
  const read = Number(value);
  if (value.trim() === '' || !Number.isInteger(read) || read < least || read > most)
    throw new UsageError(`--${name} ${value}: expected a number from ${least} to ${most}`);
  return read;
}

function checkedArtifact(artifactId: string): string {
  try {
    deployableId(artifactId);
    return artifactId;
  } catch {
    throw new UsageError(`--artifact ${artifactId}: expected TYPE:NAME, as in skill:demo`);
  }
}

function checkWritten(comparison: Comparison): void {
  try {
    checkWritable(comparison);
  } catch (error) {
    throw new UsageError(`--allow-write: ${error instanceof Error ? error.message : error}`);
  }
}

async function declaredTree(name: string, location: string | undefined): Promise<Tree | undefined> {
  if (location === undefined) return undefined;
  return openTree(location).catch((error: Error) => {
    throw new UsageError(`--${name} ${location}: ${error.message}`);
  });
}
