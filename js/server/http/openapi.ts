// The service described for programs: /openapi.json. A test holds it against real answers.

import {
  artifactDeployRequest,
  deploymentSchemas,
  deployRequest,
  syncRequest,
  undeployRequest,
} from './openapi-deployments.ts';
import { count, object, type Schema, text } from './openapi-schema.ts';

const hash: Schema = { type: ['string', 'null'], pattern: '^[0-9a-f]{64}$' };

const fileDiff = object(
  {
    file_path: text,
    status: { type: 'string', enum: ['added', 'modified', 'deleted', 'unchanged'] },
    collection_hash: { ...hash, description: 'SHA-256 of the from side, whatever the name says.' },
    project_hash: { ...hash, description: 'SHA-256 of the to side.' },
    unified_diff: { type: ['string', 'null'] },
    additions: count,
    deletions: count,
    diff_bytes: { ...count, description: 'UTF-8 bytes of the diff, doubled newlines counted once.' },
    is_binary: { type: 'boolean' },
    change_origin: {
      type: 'string',
      enum: ['local', 'upstream', 'both'],
      description: 'Who changed the file, seen from the collection. Only if all three trees are there.',
    },
  },
  ['additions', 'deletions', 'diff_bytes', 'is_binary', 'change_origin'],
);

const head = {
  artifact_id: text,
  artifact_name: text,
  artifact_type: text,
  collection_name: text,
};

const body = {
  has_changes: { type: 'boolean' },
  files: { type: 'array', items: { $ref: '#/components/schemas/FileDiff' } },
  summary: object({ added: count, modified: count, deleted: count, unchanged: count }),
  digest: { ...text, description: 'Of all that the list of files says; for `since`.' },
  since: { ...text, description: 'Only in an answer with what changed since that digest.' },
  removed: { type: 'array', items: text, description: 'Paths that are on neither side any more.' },
};

const extras = ['digest', 'since', 'removed'];

const error = object({
  detail: {
    anyOf: [
      text,
      {
        type: 'array',
        items: object({ type: text, loc: { type: 'array', items: {} }, msg: text, input: {} }),
      },
    ],
  },
});

const query = (name: string, description: string, schema: Schema, isRequired = false): Schema => ({
  name,
  in: 'query',
  required: isRequired,
  description,
  schema,
});

const artifactId: Schema = { name: 'artifact_id', in: 'path', required: true, schema: text };

const projectPath = query('project_path', 'The project, as the service was told.', text, true);

const diffParameters: readonly Schema[] = [
  query('collection', 'Ignored: there is one.', text),
  query('summary_only', 'No text at all.', { type: 'boolean', default: false }),
  query('include_unified_diff', 'False: no text at all.', { type: 'boolean', default: true }),
  query('file_paths', 'Paths whose text is wanted, separated by commas; empty: all.', text),
  query('file_path', 'One such path as it stands, commas and all; may be repeated.', {
    type: 'array',
    items: text,
  }),
  query('metadata', '`none`: only files whose text was asked for are listed.', {
    type: 'string',
    enum: ['none'],
  }),
  query('since', 'The digest of an earlier answer: only what changed since is listed.', text),
];

const json = (schema: string, description: string): Schema => ({
  description,
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
});

const failures = (statuses: readonly string[]): Record<string, Schema> =>
  Object.fromEntries(statuses.map((status) => [status, json('Error', 'A sentence, or all faults.')]));

function diffOperation(summary: string, schema: string, needsProject: boolean): Schema {
  const ok = json(schema, 'The comparison.');
  const lines = {
    schema: { type: 'string', description: 'The answer without its files, then a file a line.' },
  };
  const names = {
    'Hunkwise-Digest': { schema: text, description: 'As `digest` in the body.' },
    'Hunkwise-Since': { schema: text, description: 'As `since` in the body: only what has changed comes.' },
  };
  return {
    get: {
      summary,
      parameters: [artifactId, ...(needsProject ? [projectPath] : []), ...diffParameters],
      responses: {
        200: { ...ok, headers: names, content: { ...(ok.content as object), 'application/x-ndjson': lines } },
        304: { description: 'Nothing has changed since the answer with that ETag.' },
        ...failures(['400', '404', '422', '500', '503']),
      },
    },
  };
}

/** @param fields Of the body. @param statuses Of failures, beside those of every body. */
function writing(
  summary: string,
  fields: Schema,
  answer: string,
  { ofArtifact, statuses }: { readonly ofArtifact: boolean; readonly statuses: readonly string[] },
): Schema {
  return {
    summary,
    parameters: [...(ofArtifact ? [artifactId] : []), query('collection', 'Ignored: there is one.', text)],
    requestBody: { required: true, content: { 'application/json': { schema: fields } } },
    responses: {
      200: json(answer, ofArtifact ? 'What was done; `success` false is a failure.' : 'It is done.'),
      ...failures([...new Set(['400', '404', '413', '422', '500', ...statuses])].sort()),
    },
  };
}

export const openApi: object = {
  openapi: '3.1.0',
  info: { title: 'Hunkwise', version: '1', description: 'Compares the copies of an artifact.' },
  paths: {
    '/api/v1/artifacts/{artifact_id}/diff': diffOperation('Collection and project', 'ArtifactDiff', true),
    '/api/v1/artifacts/{artifact_id}/upstream-diff': diffOperation(
      'Collection and upstream',
      'ArtifactUpstreamDiff',
      false,
    ),
    '/api/v1/artifacts/{artifact_id}/source-project-diff': diffOperation(
      'Source and project',
      'ArtifactDiff',
      true,
    ),
    '/api/v1/artifacts/{artifact_id}': {
      get: {
        summary: 'Where an artifact comes from and where it is',
        parameters: [
          artifactId,
          query('include_deployments', 'With statistics of its deployments.', { type: 'boolean' }),
        ],
        responses: { 200: json('Artifact', 'The artifact.'), ...failures(['404']) },
      },
    },
    '/api/v1/artifacts/{artifact_id}/deploy': {
      post: writing('Deploy the artifact into a project', artifactDeployRequest, 'ArtifactDeploy', {
        ofArtifact: true,
        statuses: [],
      }),
    },
    '/api/v1/artifacts/{artifact_id}/sync': {
      post: writing('Pull the artifact from its source, or push it from a project', syncRequest, 'Sync', {
        ofArtifact: true,
        statuses: [],
      }),
    },
    '/api/v1/deploy': {
      get: {
        summary: 'What is deployed in a project',
        parameters: [
          query('project_path', 'Default: the declared one.', text),
          query('profile_id', 'Only deployments of this profile; also `deployment_profile_id`.', text),
        ],
        responses: { 200: json('DeploymentList', 'The deployments.'), ...failures(['500']) },
      },
      post: writing('Deploy an artifact into a project', deployRequest, 'Deploy', {
        ofArtifact: false,
        statuses: ['403', '409'],
      }),
    },
    '/api/v1/deploy/undeploy': {
      post: writing('Remove an artifact from a project, and its record', undeployRequest, 'Undeploy', {
        ofArtifact: false,
        statuses: ['403', '409'],
      }),
    },
    '/events': {
      get: {
        summary: 'Server-sent events: `ready`, then `change` with the trees that changed',
        responses: { 200: { description: 'A stream.', content: { 'text/event-stream': {} } } },
      },
    },
    '/health': {
      get: {
        summary: 'Whether the service is up',
        responses: { 200: json('Health', 'It is.') },
      },
    },
    '/metrics': {
      get: {
        summary: 'Figures for Prometheus',
        responses: { 200: { description: 'Text.', content: { 'text/plain': {} } } },
      },
    },
  },
  components: {
    schemas: {
      FileDiff: fileDiff,
      ArtifactDiff: object({ ...head, project_path: text, ...body }, extras),
      ArtifactUpstreamDiff: object(
        { ...head, upstream_source: text, upstream_version: text, ...body },
        extras,
      ),
      ...deploymentSchemas,
      Error: error,
      Health: object({ status: { type: 'string', enum: ['ok'] } }),
    },
  },
};
