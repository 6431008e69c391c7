// @vitest-environment jsdom
// Which project is compared.

import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { FakeService } from './support/sync-service.ts';
import { calm, comparisons, openTab, press, threeCopies, tracked } from './support/tab-page.tsx';

const quiet = { summaryFirst: true, lazyDetail: true, prefetchScopes: false };
const chooser = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'Project' });
const asked = ({ log }: FakeService) =>
  log.filter(({ what }) => what === 'diff summary').map(({ query }) => query.get('project_path'));

test('without a given project the first deployment is compared; the list names all, with their state', async () => {
  const { service } = openTab(threeCopies(), { projectPath: undefined, toggles: quiet });
  expect(chooser().textContent).toBe('Looking for projects …');
  await calm();
  expect([...chooser().options].map(({ text }) => text)).toEqual(['p (modified)', 'q']);
  expect(screen.getByText('2 deployments, 1 modified')).toBeTruthy();
  expect(asked(service)).toEqual(['/p']);
});

test('deployments that come with the artifact are used before the service has told', async () => {
  const service = threeCopies();
  service.answersAtOnce = false;
  const artifact = { ...tracked, deployments: [{ project_path: '/q' }] };
  openTab(service, { artifact, projectPath: undefined, toggles: quiet });
  await calm();
  expect(asked(service)).toEqual(['/q']);
});

test('another project is one request; going back to the first is none', async () => {
  const onProjectChange = vi.fn();
  const { service } = openTab(threeCopies(), { projectPath: undefined, toggles: quiet, onProjectChange });
  await calm();
  fireEvent.change(chooser(), { target: { value: '/q' } });
  await calm();
  expect(asked(service)).toEqual(['/p', '/q']);
  fireEvent.change(chooser(), { target: { value: '/p' } });
  await calm();
  expect(asked(service)).toEqual(['/p', '/q']);
  expect(onProjectChange.mock.calls).toEqual([['/q'], ['/p']]);
});

test('a chosen project is forgotten with its artifact', async () => {
  const { service, change } = openTab(threeCopies(), { projectPath: undefined, toggles: quiet });
  await calm();
  fireEvent.change(chooser(), { target: { value: '/q' } });
  await calm();
  change({ artifact: { ...tracked, id: 'skill:other' } });
  await calm();
  expect(chooser().value).toBe('/p');
  expect(asked(service)).toEqual(['/p', '/q', '/p']);
});

test('a list of projects that fails has its own sentence and Retry; the comparison is shown all the same', async () => {
  const service = threeCopies();
  let fails = true;
  service.instead = ({ path }) =>
    fails && path.endsWith('demo') ? Response.json({ detail: 'disk' }, { status: 500 }) : undefined;
  openTab(service, { toggles: quiet });
  await calm();
  expect(screen.getByRole('alert').textContent).toContain('Cannot list the projects');
  expect(comparisons(service)).toEqual(['diff summary', 'diff SKILL.md']);
  fails = false;
  press('Retry');
  await calm();
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByText('2 deployments, 1 modified')).toBeTruthy();
});

test('projects of the same name are told apart by their folders', async () => {
  const service = threeCopies();
  const project = (path: string) => ({ project_name: 'site', project_path: path, is_modified: false });
  const deployment_stats = {
    total_deployments: 2,
    modified_deployments: 0,
    projects: [project('/a'), project('/b')],
  };
  service.instead = ({ path }) => (path.endsWith('demo') ? Response.json({ deployment_stats }) : undefined);
  openTab(service, { projectPath: '/a', toggles: quiet });
  await calm();
  expect([...chooser().options].map(({ text }) => text)).toEqual(['site — /a', 'site — /b']);
});

test('a service that cannot tell where it is deployed is not quoted as "nowhere"', async () => {
  const service = threeCopies();
  service.instead = ({ path }) =>
    path.endsWith('demo') ? Response.json({ deployment_stats: null }) : undefined;
  openTab(service, { projectPath: undefined, toggles: quiet });
  await calm();
  expect(screen.getByText('The service could not tell where this is deployed')).toBeTruthy();
});
