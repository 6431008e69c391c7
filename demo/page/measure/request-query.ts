// Which of the tab's queries an address belongs to, in words.

import { comparisonScopes } from 'hunkwise/sync';

export function queryOf(method: string, { pathname, searchParams }: URL): string {
  const endpoint = pathname.split('/').at(-1) ?? '';
  if (method !== 'GET') return `action: ${endpoint}`;
  if (endpoint === 'deploy') return 'deployments';
  const scope = comparisonScopes.find((description) => description.endpoint === endpoint);
  if (!scope) return searchParams.has('include_deployments') ? 'projects' : endpoint;
  const file = searchParams.get('file_paths') ?? searchParams.get('file_path');
  const texts = file ? `file ${file}` : searchParams.has('summary_only') ? 'summary' : 'all texts';
  return `${texts}, ${scope.shortLabel}`;
}
