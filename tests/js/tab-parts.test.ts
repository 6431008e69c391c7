// The parts of the tab that decide without React.

import { expect, test } from 'vitest';
import { defaultTabTexts } from '../../js/react/tab/default-tab-texts.ts';
import { FileGate } from '../../js/react/tab/file-gate.ts';
import { projectOptions } from '../../js/react/tab/project-options.ts';
import { RequestProgress } from '../../js/react/tab/request-progress.ts';
import { type ContentFacts, scopeContent } from '../../js/react/tab/scope-content.ts';
import { sideCounts } from '../../js/react/tab/side-counts.ts';
import { settled } from './support/sync-session.ts';

const facts: ContentFacts = {
  scope: 'source-vs-project',
  isKnown: true,
  hasSource: true,
  hasValidUpstream: true,
  hasProject: true,
  projects: 'ready',
  summary: undefined,
  error: null,
  progress: 'loading',
  isLeft: false,
};

test.each([
  ['an unknown artifact', { isKnown: false }, 'no-artifact'],
  ['no source', { hasSource: false, hasValidUpstream: false }, 'no-source'],
  ['no project', { hasProject: false }, 'no-project'],
  ['neither', { hasSource: false, hasProject: false }, 'no-source-or-project'],
  ['projects that could not be listed', { hasProject: false, projects: 'failed' }, 'projects-unknown'],
  ['a source that is not tracked', { hasValidUpstream: false }, 'not-fetched'],
] as const)('%s has a reason of its own', (_, different, reason) => {
  expect(scopeContent({ ...facts, ...different })).toEqual({ kind: 'unavailable', reason });
});

test('a comparison waits for the projects, then for its answer; a failure before that is said', () => {
  expect(scopeContent({ ...facts, hasProject: false, projects: 'loading' }).kind).toBe('looking-for-project');
  expect(scopeContent(facts).kind).toBe('waiting');
  expect(scopeContent({ ...facts, isLeft: true }).kind).toBe('left');
  const error = new Error('x');
  expect(scopeContent({ ...facts, error, progress: 'failed' })).toEqual({ kind: 'failed', error });
  expect(scopeContent({ ...facts, error, progress: 'loading' }).kind).toBe('waiting');
});

test('what is only in the collection is told as that in both of its comparisons', () => {
  const summary = { added: 1, modified: 2, deleted: 3, unchanged: 4 };
  expect(sideCounts('collection-vs-project', summary)).toEqual({
    modified: 2,
    onlyOld: 1,
    onlyNew: 3,
    unchanged: 4,
  });
  expect(sideCounts('source-vs-collection', summary)).toEqual({
    modified: 2,
    onlyOld: 3,
    onlyNew: 1,
    unchanged: 4,
  });
});

test('a given project that the service does not list is offered all the same, under the name of its folder', () => {
  expect(projectOptions(defaultTabTexts, undefined, '/home/me/site')).toEqual([
    { path: '/home/me/site', label: 'site' },
  ]);
});

test('a gate that closes ends a request, and makes it again when it opens', async () => {
  const gate = new FileGate();
  const asked: AbortSignal[] = [];
  const ask = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      asked.push(signal);
      signal.addEventListener('abort', () => reject(new Error('ended')));
      if (asked.length === 2) resolve('came');
    });
  const answer = gate.pass(ask, new AbortController().signal);
  await settled();
  expect(asked).toHaveLength(0);
  gate.set('open');
  await settled();
  gate.set('closed');
  await settled();
  expect(asked.map(({ aborted }) => aborted)).toEqual([true]);
  gate.set('open');
  expect(await answer).toBe('came');
});

test('who leaves a closed gate is let go; who waits at one that will not open is told why', async () => {
  const gate = new FileGate();
  const leaving = new AbortController();
  const left = gate.pass(async () => 'x', leaving.signal);
  leaving.abort(new Error('left'));
  await expect(left).rejects.toThrow('left');
  const waiting = gate.pass(async () => 'x', new AbortController().signal);
  gate.set({ error: new Error('no texts') });
  await expect(waiting).rejects.toThrow('no texts');
});

test('bytes are told at most ten times a second, and forgotten with the wait', () => {
  const progress = new RequestProgress();
  let told = 0;
  progress.subscribe(() => ++told);
  const report = progress.reporter('a');
  for (let bytes = 1; bytes <= 100; ++bytes) report(bytes, 100);
  expect(told).toBe(1);
  expect(progress.get('a')).toEqual({ received: 1, total: 100 });
  progress.forget('a');
  expect(progress.get('a')).toBeUndefined();
  expect(told).toBe(2);
});
