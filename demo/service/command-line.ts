// The options of `npm start` → what is compared, and on which port.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Comparison, directoryTree, openTree, type Tree } from 'hunkwise/server';

/** What the person at the terminal did wrong; the message is all there is to say. */
export class UsageError extends Error {}

export const usage = `npm start [-- OPTIONS]

  --source TREE  --collection TREE  --project TREE   at least two of them; default: three versions of undici
  --port N                                           default: any free one
  --ignore-flags                                     answer as an old service does: every text, always

A TREE is a folder, or git:REPOSITORY@REF or git:REPOSITORY@REF:FOLDER.`;

export interface Options {
  readonly comparison: Comparison;
  readonly port: number;
  readonly ignoresFlags: boolean;
}

/** @param packages Folder with the default trees: the installed npm packages. @throws {UsageError} */
export async function readOptions(args: string[], packages: string): Promise<Options> {
  const values = parse(args);
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new UsageError(`--port ${values.port}: expected a number from 0 to 65535`);

  const ignoresFlags = values['ignore-flags'] ?? false;
  const given = [values.source, values.collection, values.project].filter((tree) => tree !== undefined);
  if (given.length === 0) return { comparison: await defaultComparison(packages), port, ignoresFlags };
  if (given.length === 1) throw new UsageError(`One tree is nothing to compare.\n\n${usage}`);
  const comparison = {
    artifactId: 'skill:trees',
    collectionName: 'default',
    upstream: { source: values.source ?? '', version: 'unknown' },
    source: await declaredTree('source', values.source),
    collection: await declaredTree('collection', values.collection),
    project: await declaredTree('project', values.project),
  };
  return { comparison, port, ignoresFlags };
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
  return openTree(location).catch((error: Error) => {
    throw new UsageError(`--${name} ${location}: ${error.message}`);
  });
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
