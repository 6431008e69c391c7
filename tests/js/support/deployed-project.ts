// Projects with deployed files, and deployments over them.

import { join } from 'node:path';
import { stringify } from 'smol-toml';
import { artifactHash } from '../../../js/server/deployments/artifact-hash.ts';
import { stateAt } from '../../../js/server/deployments/declared.ts';
import { Deployments, type DeploymentsOptions } from '../../../js/server/deployments/deployments.ts';
import { type Contents, makeFolder, writeTree } from './trees.ts';

export type RecordFields = Record<string, unknown> & { artifact_name: string };

/** Hash of what is at a path of a project now. */
export async function hashIn(project: string, path: string): Promise<string> {
  const state = await stateAt(join(project, path), 'skill');
  if (!state) throw new Error(`nothing at ${path}`);
  return artifactHash(state.files, state.isFolder);
}

/** A record as the application writes one; `content_hash` is that of what is there. */
export async function record(project: string, fields: RecordFields): Promise<Record<string, unknown>> {
  const { artifact_name } = fields;
  const artifact_path = (fields.artifact_path as string | undefined) ?? `skills/${artifact_name}`;
  const root = (fields.profile_root_dir as string | undefined) ?? '.claude';
  return {
    artifact_type: 'skill',
    from_collection: 'default',
    deployed_at: '2026-02-04T10:00:00.123456',
    artifact_path,
    content_hash:
      fields.content_hash ?? (await hashIn(project, join(root, artifact_path)).catch(() => '0'.repeat(64))),
    local_modifications: false,
    ...fields,
  };
}

export function writeRecords(project: string, records: readonly object[], folder = '.claude'): void {
  writeTree(join(project, folder), { '.skillmeat-deployed.toml': stringify({ deployed: records }) });
}

export interface Setting {
  readonly deployments: Deployments;
  readonly collection: string;
  readonly source: string;
  readonly project: string;
  readonly changes: unknown[];
  readonly hashed: string[];
  /** Milliseconds; the cache reads them. */
  now: number;
}

/** `skill:demo` with a source, a collection and one project, all folders; writing is allowed. */
export function makeSetting(
  trees: { source?: Contents; collection?: Contents; project?: Contents },
  options: Partial<DeploymentsOptions> = {},
): Setting {
  const folder = makeFolder();
  const [source, collection, project] = (['source', 'collection', 'project'] as const).map((name) =>
    writeTree(join(folder, name), trees[name] ?? {}),
  ) as [string, string, string];
  const setting = { source, collection, project, changes: [] as unknown[], hashed: [] as string[], now: 0 };
  const deployments = new Deployments({
    artifacts: [
      {
        id: 'skill:demo',
        source: { root: source, version: () => '2.0.0' },
        collection: { root: collection },
      },
    ],
    projects: [{ path: project }],
    allowWrite: true,
    cache: { now: () => setting.now },
    date: () => new Date('2026-11-21T10:00:00Z'),
    onChange: (change) => setting.changes.push(change),
    onHash: (place) => setting.hashed.push(place),
    ...options,
  });
  return Object.assign(setting, { deployments });
}
