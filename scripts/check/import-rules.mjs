// Which place of js/ may import which: folders, and the entries that stand beside them. A type counts as much as a value, for
// whoever changes it has to look at both places. A place that is not in the table may import nothing.
import { circlesOf } from '../lib/circles.mjs';
import { allImports, graphOf } from '../lib/import-graph.mjs';

const viewerParts = [
  'react/context',
  'react/rows',
  'react/parts',
  'react/files',
  'react/panel',
  'react/source',
];
const serviceParts = ['cache', 'writing', 'trees', 'observe', 'diff', 'deployments', 'http'];

const mayImport = {
  core: [],
  worker: ['core'],
  sync: ['core'],

  'react/source': ['core', 'worker'],
  'react/context': ['core'],
  'react/rows': ['core', 'react/source', 'react/context'],
  'react/parts': ['core', 'react/context', 'react/rows'],
  'react/files': ['core', 'react/context', 'react/parts'],
  'react/panel': ['core', 'react/source', 'react/context', 'react/rows', 'react/parts', 'react/files'],
  react: ['core', 'index.ts', ...viewerParts],
  'react/tab': ['core', 'index.ts', 'sync', 'sync.ts', 'react', ...viewerParts],

  'server/cache': [],
  'server/writing': [],
  'server/trees': ['core', 'server/cache', 'server/writing'],
  'server/observe': ['server/trees'],
  'server/diff': ['core', 'index.ts', 'server/cache', 'server/trees', 'server/observe'],
  'server/deployments': ['server/trees', 'server/writing'],
  'server/http': ['server/cache', 'server/diff', 'server/observe'],
  server: serviceParts.map((part) => `server/${part}`),

  'public.ts': ['core'],
  'index.ts': ['core', 'public.ts'],
  'inline.ts': ['core', 'public.ts'],
  'worker.ts': ['worker', 'public.ts'],
  'sync.ts': ['core', 'sync'],
  'viewer.ts': ['core', 'react', ...viewerParts],
  'react.ts': ['viewer.ts', 'react/tab'],
  'server.ts': ['server', ...serviceParts.map((part) => `server/${part}`)],
  'cli.ts': ['server', 'server/http'],
  page: ['index.ts', 'worker.ts', 'sync.ts', 'react.ts'],
};

/** @returns One line for each import that the table does not allow. */
export const forbiddenImports = (imports = allImports()) =>
  imports
    .filter(({ from, to }) => !mayImport[from]?.includes(to))
    .map(({ file, from, to }) => `js/${file}: ${from} may not import ${to}`);

/** @returns The circles between places, each as `a > b > a`. */
export const importCircles = (imports = allImports()) =>
  circlesOf(new Map([...graphOf(imports)].map(([from, targets]) => [from, targets.keys()])));
