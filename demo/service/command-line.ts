// The options of `npm start` → what is compared, and on which port.

import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Comparison } from './diff-service.ts';
import { directoryTree } from './directory-tree.ts';
import { gitTree } from './git-tree.ts';
import type { Tree } from './tree.ts';

/** What the person at the terminal did wrong; the message is all there is to say. */
export class UsageError extends Error {}

export const usage = `npm start [-- OPTIONS]

  --source TREE  --collection TREE  --project TREE   at least two of them; default: three versions of undici
  --port N                                           default: any free port
  --ignore-flags                                     answer as an old service does: every text, always

A TREE is a folder, or git:REPOSITORY@REF or git:REPOSITORY@REF:FOLDER.`;

export interface Options {
  readonly comparison: Comparison;
  readonly port: number;
}

/** @param packages Folder with the default trees: the installed npm packages. @throws {UsageError} */
export async function readOptions(args: string[], packages: string): Promise<Options> {
  const values = parse(args);
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new UsageError(`--port ${values.port}: expected a number from 0 to 65535`);

  const ignoresFlags = values['ignore-flags'] ?? false;
  const given = [values.source, values.collection, values.project].filter((tree) => tree !== undefined);
  if (given.length === 0)
    return { comparison: { ...(await defaultComparison(packages)), ignoresFlags }, port };
  if (given.length === 1) throw new UsageError(`One tree is nothing to compare.\n\n${usage}`);
  const source = await declaredTree('source', values.source);
  const collection = await declaredTree('collection', values.collection);
  const project = await declaredTree('project', values.project);
  const artifactId = 'skill:trees';
  const upstream = { source: values.source ?? '', version: 'unknown' };
  return {
    comparison: {
      artifactId,
      collectionName: 'default',
      upstream,
      source,
      collection,
      project,
      ignoresFlags,
    },
    port,
  };
}

function parse(args: string[]) {
  const option = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: {
        source: option,
        collection: option,
        project: option,
        port: option,
        'ignore-flags': { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}

async function declaredTree(name: string, location: string | undefined): Promise<Tree | undefined> {
  if (location === undefined) return undefined;
  if (location.startsWith('git:')) {
    return gitTree(location).catch((error) => {
      throw new UsageError(`--${name} ${location}: ${error.message}`);
    });
  }
  const root = resolve(location);
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--${name} ${location}: there is no such folder`);
  return directoryTree(root, basename(root));
}

async function defaultComparison(packages: string): Promise<Comparison> {
  const versionOf = async (name: string): Promise<string> =>
    JSON.parse(await readFile(join(packages, name, 'package.json'), 'utf8')).version;
  const tree = async (name: string): Promise<Tree> =>
    directoryTree(join(packages, name), `undici ${await versionOf(name)}`);
  const version = await versionOf('undici-source');
  return {
    artifactId: 'skill:undici',
    collectionName: 'default',
    upstream: { source: 'npm:undici', version },
    source: await tree('undici-source'),
    collection: await tree('undici-collection'),
    project: await tree('undici-project'),
  };
}
