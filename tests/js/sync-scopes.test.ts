// What can be compared, which side is which, and which addresses that makes.

import { describe, expect, test } from 'vitest';
import {
  artifactDeploymentsAddress,
  deploymentListAddress,
  diffAddress,
} from '../../js/sync/service-address.ts';
import {
  comparisonScopes,
  defaultScope,
  describeScope,
  driftStatus,
  hasSourceLink,
  hasValidUpstreamSource,
  scopeOnceProjectIsKnown,
  scopeToConfirm,
  sideLabels,
  targetHasChanges,
  unavailableReason,
} from '../../js/sync.ts';
import { FakeService } from './support/sync-service.ts';
import { changedLines, clientOf, engine, fileAt, summaryOf } from './support/sync-session.ts';

test('the labels name the side whose lines are shown under them', async () => {
  const service = new FakeService({
    source: { 'a.txt': 'source\n' },
    collection: { 'a.txt': 'collection\n' },
    project: { 'a.txt': 'project\n' },
  });
  const client = clientOf(service);
  for (const { scope } of comparisonScopes) {
    const summary = await summaryOf(client, scope, 'all');
    const table = engine.parseFile(summary.index, fileAt(summary, 'a.txt'));
    const { oldSide, newSide } = sideLabels(scope);
    expect(changedLines(table), scope).toEqual([`-${oldSide.toLowerCase()}`, `+${newSide.toLowerCase()}`]);
  }
});

test('a scope that cannot be chosen says why', () => {
  const reasons = (hasSource: boolean, hasProject: boolean) =>
    comparisonScopes.map(({ scope }) => unavailableReason(scope, { hasSource, hasProject }));
  expect(reasons(true, true)).toEqual([undefined, undefined, undefined]);
  expect(reasons(true, false)).toEqual([
    'No project deployment found',
    undefined,
    'No source or project available',
  ]);
  expect(reasons(false, true)).toEqual([
    undefined,
    'No upstream source configured',
    'No source or project available',
  ]);
  expect(reasons(false, false)).toEqual([
    'No project deployment found',
    'No upstream source configured',
    'No source or project available',
  ]);
});

test.each([
  ['project', true, true, 'collection-vs-project'],
  ['project', true, false, 'collection-vs-project'],
  ['collection', true, false, 'source-vs-collection'],
  ['collection', true, true, 'collection-vs-project'],
  ['collection', false, false, 'collection-vs-project'],
  ['collection', false, true, 'collection-vs-project'],
] as const)(
  'in mode %s with source %s and project %s the tab begins with %s',
  (mode, hasSource, hasProject, scope) => {
    expect(defaultScope(mode, { hasSource, hasProject })).toBe(scope);
  },
);

test('a project that becomes known moves the scope, unless the person chose one', () => {
  expect(scopeOnceProjectIsKnown('source-vs-collection', false)).toBe('collection-vs-project');
  expect(scopeOnceProjectIsKnown('source-vs-collection', true)).toBe('source-vs-collection');
  expect(scopeOnceProjectIsKnown('source-vs-project', false)).toBe('source-vs-project');
});

test('a scope from an address bar that does not exist is refused', () => {
  expect(() => describeScope('everything' as 'source-vs-project')).toThrow(RangeError);
});

test.each([
  ['octo/skills', true],
  ['octo/skills/pdf', true],
  ['', false],
  [null, false],
  [undefined, false],
  ['skills', false],
  ['local', false],
  ['unknown', false],
  ['local/skills', false],
  ['local:/home/u/skill', false],
])('the source %s has a link: %s', (source, expected) => {
  expect(hasSourceLink({ source })).toBe(expected);
  expect(hasValidUpstreamSource({ origin: 'github', upstream: { enabled: true }, source })).toBe(expected);
});

test.each([
  ['local', { enabled: true }],
  ['marketplace', { enabled: true }],
  [undefined, { enabled: true }],
  ['github', { enabled: false }],
  ['github', {}],
  ['github', null],
  ['github', undefined],
])('origin %s with tracking %j shows its source but is not asked about it', (origin, upstream) => {
  const facts = { origin, upstream, source: 'octo/skills' };
  expect([hasSourceLink(facts), hasValidUpstreamSource(facts)]).toEqual([true, false]);
});

describe('addresses', () => {
  const target = { artifactId: 'skill:a b/ü', collection: 'my & own', projectPath: '/home/u/my project+1' };
  const parametersOf = (address: string) => Object.fromEntries(new URL(address, 'http://x').searchParams);

  test('ids, names and paths survive the way to the service', () => {
    const address = diffAddress('/api/v1/', 'collection-vs-project', target, { file: ' ä&b=c#d.txt' });
    expect(address).toMatch(/^\/api\/v1\/artifacts\/skill%3Aa%20b%2F%C3%BC\/diff\?/);
    expect(parametersOf(address)).toEqual({
      project_path: '/home/u/my project+1',
      collection: 'my & own',
      file_paths: ' ä&b=c#d.txt',
    });
  });

  test('each scope has its endpoint, and only those with a project send one', () => {
    const addresses = comparisonScopes.map(({ scope }) => diffAddress('', scope, target, 'none'));
    expect(addresses.map((address) => new URL(address, 'http://x').pathname.split('/').at(-1))).toEqual([
      'diff',
      'upstream-diff',
      'source-project-diff',
    ]);
    expect(addresses.map((address) => 'project_path' in parametersOf(address))).toEqual([true, false, true]);
    expect(addresses.every((address) => parametersOf(address).summary_only === 'true')).toBe(true);
  });

  test('the full answer is asked for without any flag, as old services know it', () => {
    expect(diffAddress('', 'source-vs-collection', { artifactId: 'skill:x' }, 'all')).toBe(
      '/artifacts/skill%3Ax/upstream-diff',
    );
  });

  test('a collection that is only a word of the user interface is never sent', () => {
    const discovered = { ...target, collection: 'discovered' };
    expect(parametersOf(diffAddress('', 'source-vs-collection', discovered, 'all'))).toEqual({});
    expect(parametersOf(artifactDeploymentsAddress('', discovered))).toEqual({ include_deployments: 'true' });
  });

  test('a path with a comma is not sent where it would be cut', () => {
    const address = diffAddress('', 'collection-vs-project', target, { file: 'a,b.txt' });
    expect(parametersOf(address)).toMatchObject({ file_path: 'a,b.txt' });
    expect(parametersOf(address)).not.toHaveProperty('file_paths');
  });

  test('a scope without its project is an error of the caller, not a question about another folder', () => {
    for (const projectPath of [undefined, ''])
      expect(() =>
        diffAddress('', 'collection-vs-project', { artifactId: 'skill:x', projectPath }, 'none'),
      ).toThrow(TypeError);
  });

  test('the profile of a deployment list has the name that the service reads', () => {
    expect(deploymentListAddress('/api', '/p', 'work')).toBe('/api/deploy?project_path=%2Fp&profile_id=work');
  });
});

test.each([
  ['pull', 'source-vs-collection'],
  ['push', 'collection-vs-project'],
  ['deploy', 'collection-vs-project'],
] as const)('before a %s the comparison %s is looked at', (action, scope) => {
  expect(scopeToConfirm(action)).toBe(scope);
});

test.each([
  ['pull', { added: 1 }, true],
  ['pull', { modified: 1 }, true],
  ['pull', { deleted: 1 }, false],
  ['push', { added: 1 }, true],
  ['push', { deleted: 1 }, false],
  ['deploy', { deleted: 1 }, true],
  ['deploy', { modified: 1 }, true],
  ['deploy', { added: 1 }, false],
  ['deploy', { unchanged: 9 }, false],
] as const)('a %s with %j would overwrite changes of the target: %s', (action, counts, expected) => {
  const summary = { added: 0, modified: 0, deleted: 0, unchanged: 0, ...counts };
  expect(targetHasChanges(action, summary)).toBe(expected);
});

describe('drift', () => {
  test.each([
    [undefined, 'none'],
    [{ hasChanges: false }, 'none'],
    [{ hasChanges: false, conflicts: 3 }, 'none'],
    [{ hasChanges: true }, 'modified'],
    [{ hasChanges: true, conflicts: 0 }, 'modified'],
    [{ hasChanges: true, conflicts: 1 }, 'conflict'],
  ] as const)('%j is %s', (evidence, status) => {
    expect(driftStatus(evidence)).toBe(status);
  });

  test('a summary without texts shows "modified", neither a conflict nor nothing', async () => {
    const conflicting = '<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n';
    const service = new FakeService({ collection: { 'a.txt': 'a\n' }, project: { 'a.txt': conflicting } });
    const client = clientOf(service);
    expect(driftStatus((await summaryOf(client)).index)).toBe('modified');
    expect(driftStatus((await summaryOf(client, 'collection-vs-project', 'all')).index)).toBe('modified');
  });
});
