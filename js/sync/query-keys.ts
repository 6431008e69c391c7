// The one place where query keys are made. Each ends in an object, so that a key with fewer of its fields stands for all
// queries that agree in those: "every comparison with this project", whatever the collection.

import { type ComparisonTarget, sentCollection } from './comparison-target.ts';
import type { SummaryTexts } from './scope-summary.ts';
import { type ComparisonScope, describeScope } from './scopes.ts';

/** The first word of every key. */
export const KEY_ROOT = 'hunkwise';

/** One key per address: a question that is asked in two places is one query. `null`: not sent. */
export type DiffKey = readonly [
  typeof KEY_ROOT,
  'diff',
  ComparisonScope,
  {
    readonly artifactId: string;
    readonly collection: string | null;
    readonly projectPath: string | null;
    readonly texts: SummaryTexts;
  },
];

/** What is known of a key; the fields left out may be anything. */
export type PartialKey = readonly [typeof KEY_ROOT, ...(string | Readonly<Record<string, string | null>>)[]];

/** The project is part of the key only where it is part of the question: another one need not be asked anew. */
export function diffKey(scope: ComparisonScope, target: ComparisonTarget, texts: SummaryTexts): DiffKey {
  const projectPath = describeScope(scope).needsProject ? (target.projectPath ?? null) : null;
  const { artifactId } = target;
  return [
    KEY_ROOT,
    'diff',
    scope,
    { artifactId, collection: sentCollection(target) ?? null, projectPath, texts },
  ];
}

/** Key of the question in which projects an artifact is. */
export type ArtifactDeploymentsKey = readonly [
  typeof KEY_ROOT,
  'artifact-deployments',
  { readonly artifactId: string; readonly collection: string | null },
];

/** The key of {@link artifactDeploymentsQuery}. */
export function artifactDeploymentsKey(target: ComparisonTarget): ArtifactDeploymentsKey {
  return [
    KEY_ROOT,
    'artifact-deployments',
    { artifactId: target.artifactId, collection: sentCollection(target) ?? null },
  ];
}

/** Key of one project's list of deployments. */
export type DeploymentListKey = readonly [typeof KEY_ROOT, 'deployments', { readonly projectPath: string }];

/** The key of {@link deploymentListQuery}. */
export function deploymentListKey(projectPath: string): DeploymentListKey {
  return [KEY_ROOT, 'deployments', { projectPath }];
}

/** By contents: neither another scope nor an edit can be taken for it. */
export type FileDetailKey = readonly [
  typeof KEY_ROOT,
  'file-detail',
  {
    readonly scope: ComparisonScope;
    readonly artifactId: string;
    readonly collection: string | null;
    readonly projectPath: string | null;
    readonly path: string;
    readonly oldHash: string | null;
    readonly newHash: string | null;
    /** Tells answers without hashes apart; 0 where there are hashes. */
    readonly answer: number;
    readonly isExpanded: boolean;
  },
];
