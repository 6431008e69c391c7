// The one place where addresses of the service are made, and so the one where ids, names and paths are encoded.

import { type ComparisonTarget, sentCollection } from './comparison-target.ts';
import { type ComparisonScope, describeScope } from './scopes.ts';

/** Which texts an answer shall carry: no file's, every modified file's, one file's. */
export type WantedTexts = 'none' | 'all' | { readonly file: string };

/** Where the service's API begins, when nothing else is said. */
export const DEFAULT_BASE_URL = '/api/v1';

type Parameters = readonly (readonly [name: string, value: string | undefined])[];

/**
 * @param since The digest of an answer, to be told only what has changed since.
 * @throws {TypeError} the scope needs a project and the target has none
 */
export function diffAddress(
  baseUrl: string,
  scope: ComparisonScope,
  target: ComparisonTarget,
  texts: WantedTexts,
  since?: string,
): string {
  const { endpoint, needsProject, label } = describeScope(scope);
  if (needsProject && !target.projectPath)
    throw new TypeError(`${label} needs a projectPath. Choose a project first.`);
  return address(`${artifactAddress(baseUrl, target)}/${endpoint}`, [
    // Empty would mean the service's own working folder, so it is never sent.
    ['project_path', needsProject ? target.projectPath : undefined],
    ['collection', sentCollection(target)],
    ...textParameters(texts),
    ['since', since],
  ]);
}

/**
 * `file_paths` is cut at commas, so a path with a comma cannot be named by it. `file_path` takes one path as it stands and
 * may be repeated; a service that does not know it sends every text, this file's among them.
 */
function textParameters(texts: WantedTexts): Parameters {
  if (texts === 'none') return [['summary_only', 'true']];
  if (texts === 'all') return [];
  return [[texts.file.includes(',') ? 'file_path' : 'file_paths', texts.file]];
}

export function artifactDeploymentsAddress(baseUrl: string, target: ComparisonTarget): string {
  return address(artifactAddress(baseUrl, target), [
    ['collection', sentCollection(target)],
    ['include_deployments', 'true'],
  ]);
}

export function deploymentListAddress(baseUrl: string, projectPath: string, profileId?: string): string {
  return address(`${withoutSlash(baseUrl)}/deploy`, [
    ['project_path', projectPath],
    ['profile_id', profileId],
  ]);
}

export function actionAddress(baseUrl: string, action: 'sync' | 'deploy', target: ComparisonTarget): string {
  return address(`${artifactAddress(baseUrl, target)}/${action}`, [['collection', sentCollection(target)]]);
}

/** The events are no part of the API: they stand beside it. */
export function eventsAddress(baseUrl: string): string {
  return `${withoutSlash(baseUrl).replace(/\/api\/v1$/, '')}/events`;
}

function artifactAddress(baseUrl: string, { artifactId }: ComparisonTarget): string {
  return `${withoutSlash(baseUrl)}/artifacts/${encodeURIComponent(artifactId)}`;
}

function withoutSlash(baseUrl: string): string {
  return baseUrl.endsWith('/') ? baseUrl.slice(0, -1) : baseUrl;
}

function address(path: string, parameters: Parameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of parameters) if (value !== undefined) query.append(name, value);
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
