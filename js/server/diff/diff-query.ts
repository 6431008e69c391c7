// Reads the query of a diff endpoint the way the service's framework does: all faults at once, in declared order.

import { WireError } from './wire.ts';

/** What the parameters of a comparison ask for. */
export interface DiffQuery {
  /** Normalised; undefined where the endpoint has no such parameter. */
  readonly projectPath: string | undefined;
  /** Paths whose text is wanted: none, those of the set, or all. */
  readonly texts: 'none' | 'all' | ReadonlySet<string>;
  /** Additive: only files whose text was asked for are listed. */
  readonly hasMetadata: boolean;
  /** Additive: the digest of an earlier answer; only what changed since is listed. */
  readonly since: string | undefined;
}

const booleans = new Map(
  ['1', 't', 'y', 'on', 'yes', 'true']
    .map((word): [string, boolean] => [word, true])
    .concat(['0', 'f', 'n', 'off', 'no', 'false'].map((word) => [word, false])),
);

/**
 * Reads the parameters of a comparison as the application does.
 *
 * @param isAdditive Whether this service's own parameters are known; unknown ones are ignored, as everywhere.
 * @throws {WireError} 422
 */
export function readDiffQuery(
  parameters: URLSearchParams,
  needsProject: boolean,
  isAdditive = true,
): DiffQuery {
  const faults: object[] = [];
  const last = (name: string): string | undefined => parameters.getAll(name).at(-1);
  const boolean = (name: string, fallback: boolean): boolean => {
    const input = last(name);
    if (input === undefined) return fallback;
    const value = booleans.get(input.toLowerCase());
    if (value !== undefined) return value;
    const msg = 'Input should be a valid boolean, unable to interpret input';
    faults.push({ type: 'bool_parsing', loc: ['query', name], msg, input });
    return fallback;
  };

  const projectPath = needsProject ? last('project_path') : undefined;
  if (needsProject && projectPath === undefined)
    faults.push({ type: 'missing', loc: ['query', 'project_path'], msg: 'Field required', input: null });
  const summaryOnly = boolean('summary_only', false);
  const includeText = boolean('include_unified_diff', true);
  if (faults.length > 0) throw new WireError(422, faults);

  // An empty list is none at all, and nothing is trimmed.
  const filePaths = last('file_paths');
  // One path as it stands, commas and all; may be repeated, alone or beside the list.
  const single = isAdditive ? parameters.getAll('file_path').filter((path) => path !== '') : [];
  const named = [...(filePaths ? filePaths.split(',') : []), ...single];
  const chosen = named.length > 0 ? new Set(named) : 'all';
  return {
    projectPath: projectPath === undefined ? undefined : normalisedPath(projectPath),
    texts: summaryOnly || !includeText ? 'none' : chosen,
    hasMetadata: !isAdditive || last('metadata') !== 'none',
    since: isAdditive ? last('since') || undefined : undefined,
  };
}

/** Whether the text of a file is to be in the answer. */
export const wantsText = ({ texts }: Pick<DiffQuery, 'texts'>, path: string): boolean =>
  typeof texts === 'string' ? texts === 'all' : texts.has(path);

/** As Python's `str(Path(path))`: no empty and no `.` component; `..` stays. */
export function normalisedPath(path: string): string {
  const root = path.startsWith('//') && !path.startsWith('///') ? '//' : path.startsWith('/') ? '/' : '';
  const components = path.split('/').filter((component) => component !== '' && component !== '.');
  return root + components.join('/') || '.';
}
