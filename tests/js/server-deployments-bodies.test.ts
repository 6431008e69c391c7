// Bodies that are no requests: every fault, in the order of the fields, as FastAPI says it.

import { expect, test } from 'vitest';
import {
  flag,
  matching,
  oneOf,
  optionalText,
  parseBody,
  readFields,
  requiredText,
} from '../../js/server/deployments/request-fields.ts';
import { makeSetting } from './support/deployed-project.ts';

const fields = {
  project_path: requiredText,
  overwrite: flag,
  strategy: oneOf('overwrite', 'merge'),
  other: matching('theirs', 'ours', 'manual'),
  note: optionalText,
};

const faults = (body: unknown) => {
  try {
    readFields(body, fields);
  } catch (error) {
    return (error as { detail: unknown }).detail;
  }
  return undefined;
};

test('fields are read with their defaults, and unknown ones ignored', () => {
  expect(readFields({ project_path: '/p', unknown: 1, note: null }, fields)).toEqual({
    project_path: '/p',
    overwrite: false,
    strategy: 'overwrite',
    other: 'theirs',
    note: null,
  });
});

test('booleans may be words and numbers', () => {
  for (const yes of [true, 1, 'TRUE', 'on', 'Y', '1'])
    expect(readFields({ project_path: '', overwrite: yes }, fields).overwrite).toBe(true);
  for (const no of [false, 0, 'False', 'off', 'n', '0'])
    expect(readFields({ project_path: '', overwrite: no }, fields).overwrite).toBe(false);
});

test('all faults are told, with where, what and the input', () => {
  const body = { overwrite: 'maybe', strategy: 'both', other: 3, note: [] };
  expect(faults(body)).toEqual([
    { type: 'missing', loc: ['body', 'project_path'], msg: 'Field required', input: body },
    {
      type: 'bool_parsing',
      loc: ['body', 'overwrite'],
      msg: 'Input should be a valid boolean, unable to interpret input',
      input: 'maybe',
    },
    {
      type: 'literal_error',
      loc: ['body', 'strategy'],
      msg: "Input should be 'overwrite' or 'merge'",
      input: 'both',
    },
    { type: 'string_type', loc: ['body', 'other'], msg: 'Input should be a valid string', input: 3 },
    { type: 'string_type', loc: ['body', 'note'], msg: 'Input should be a valid string', input: [] },
  ]);
  expect(faults({ project_path: 1, overwrite: null, other: 'mine' })).toEqual([
    { type: 'string_type', loc: ['body', 'project_path'], msg: 'Input should be a valid string', input: 1 },
    { type: 'bool_type', loc: ['body', 'overwrite'], msg: 'Input should be a valid boolean', input: null },
    {
      type: 'string_pattern_mismatch',
      loc: ['body', 'other'],
      msg: "String should match pattern '^(theirs|ours|manual)$'",
      input: 'mine',
    },
  ]);
});

test('a body that is no object, none, and no JSON', () => {
  expect(faults(undefined)).toEqual([{ type: 'missing', loc: ['body'], msg: 'Field required', input: null }]);
  for (const body of [[], 'x', 3, null])
    expect(faults(body)).toMatchObject([{ type: 'model_attributes_type', loc: ['body'], input: body }]);
  expect(parseBody('')).toBeUndefined();
  expect(parseBody('{"a":1}')).toEqual({ a: 1 });
  expect(() => parseBody('{')).toThrow(expect.objectContaining({ status: 422 }));
});

test('inherited names are no fields', () => {
  const body = JSON.parse('{"__proto__":{"project_path":"/p"}}') as object;
  expect(faults(body)).toMatchObject([{ type: 'missing' }]);
});

test('the routes refuse in the order: may it write, is it a request, does it make sense', async () => {
  const { deployments, project } = makeSetting({});
  const calls: [() => Promise<unknown>, object][] = [
    [
      () => deployments.writes.deploy({}),
      {
        status: 422,
        detail: [
          { loc: ['body', 'artifact_id'] },
          { loc: ['body', 'artifact_name'] },
          { loc: ['body', 'artifact_type'] },
        ],
      },
    ],
    [
      () => deployments.writes.deploy({ artifact_id: '', artifact_name: 'demo', artifact_type: 'nothing' }),
      { status: 400, detail: 'Invalid artifact type: nothing' },
    ],
    [
      () => deployments.writes.deploy({ artifact_id: '', artifact_name: 'a/b', artifact_type: 'skill' }),
      { status: 400 },
    ],
    [
      () =>
        deployments.writes.deploy({
          artifact_id: '',
          artifact_name: 'demo',
          artifact_type: 'skill',
          project_path: '/no',
        }),
      { status: 400, detail: 'Project path does not exist: /no' },
    ],
    [
      () =>
        deployments.writes.deploy({
          artifact_id: '',
          artifact_name: 'demo',
          artifact_type: 'skill',
          all_profiles: true,
          deployment_profile_id: 'codex',
        }),
      { status: 400 },
    ],
    [
      () =>
        deployments.writes.deploy({
          artifact_id: '',
          artifact_name: 'demo',
          artifact_type: 'skill',
          deployment_profile_id: 'x',
        }),
      { status: 400, detail: "Deployment profile 'x' not found for project" },
    ],
    [
      () =>
        deployments.writes.deploy({
          artifact_id: '',
          artifact_name: 'demo',
          artifact_type: 'skill',
          dest_path: '../x',
        }),
      { status: 400 },
    ],
    [
      () =>
        deployments.writes.deploy({
          artifact_id: '',
          artifact_name: 'demo',
          artifact_type: 'skill',
          dest_path: '/x',
        }),
      { status: 400 },
    ],
    [
      () => deployments.writes.deploy({ artifact_id: '', artifact_name: 'demo', artifact_type: 'skill' }),
      { status: 404, detail: "Artifact 'skill:demo' not found in any collection" },
    ],
    [
      () => deployments.writes.undeploy({ artifact_name: 'demo', artifact_type: 'skill' }),
      { status: 404, detail: "Artifact 'demo' is not deployed to this project" },
    ],
    [() => deployments.writes.deployArtifact('skill:demo', {}), { status: 422 }],
    [
      () => deployments.writes.deployArtifact('demo', { project_path: project }),
      { status: 400, detail: "Invalid artifact ID format. Expected 'type:name'" },
    ],
    [() => deployments.writes.deployArtifact('skill:other', { project_path: project }), { status: 404 }],
    [() => deployments.writes.syncArtifact('skill:demo', { strategy: 'mine' }), { status: 422 }],
    [() => deployments.writes.syncArtifact('skill:demo', undefined), { status: 422 }],
    [() => deployments.writes.syncArtifact('skill:demo', {}), { status: 404 }],
    [() => deployments.writes.syncArtifact('skill:demo', { project_path: project }), { status: 404 }],
  ];
  for (const [call, expected] of calls) await expect(call()).rejects.toMatchObject(expected);

  const reading = makeSetting({}, { allowWrite: false }).deployments.writes;
  for (const call of [() => reading.deploy(undefined), () => reading.undeploy(3)])
    await expect(call()).rejects.toMatchObject({
      status: 403,
      detail: 'This service only reads. Start it with --allow-write to let it change files.',
    });
  const refusal = {
    success: false,
    message: 'This service only reads. Start it with --allow-write to let it change files.',
    artifact_name: 'demo',
    artifact_type: 'skill',
  };
  expect(await reading.deployArtifact('skill:demo', undefined)).toMatchObject(refusal);
  expect(await reading.syncArtifact('skill:demo', { strategy: 'mine' })).toMatchObject(refusal);
  await expect(reading.deployArtifact('x', {})).rejects.toMatchObject({ status: 400 });
});
