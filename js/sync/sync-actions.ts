// What the writing requests look like, and when their answer means that nothing was done.

import type { ComparisonTarget } from './comparison-target.ts';
import { reasonIn } from './failure-answer.ts';
import { serviceError } from './failure-sentence.ts';
import { actionAddress } from './service-address.ts';
import { type ActionOutcome, objectIn, outcomeIn } from './service-answers.ts';

/**
 * `pull`: source → collection. `push`: project → collection. `deploy`: collection → project, overwriting.
 * `merge-deploy`: the same, keeping what the project changed.
 */
export type SyncAction = 'pull' | 'push' | 'deploy' | 'merge-deploy';

export interface ActionRequest {
  readonly address: string;
  readonly body: string;
  /** As it stands behind "Cannot". */
  readonly task: string;
}

const TASKS: Readonly<Record<SyncAction, string>> = {
  pull: 'pull from the source',
  push: 'push to the collection',
  deploy: 'deploy to the project',
  'merge-deploy': 'merge into the project',
};

/** @throws {TypeError} the action needs a project and the target has none */
export function actionRequest(baseUrl: string, action: SyncAction, target: ComparisonTarget): ActionRequest {
  const { projectPath } = target;
  const task = TASKS[action];
  if (action !== 'pull' && !projectPath)
    throw new TypeError(`To ${task}, a projectPath is needed. Choose a project first.`);
  const isDeployment = action === 'deploy' || action === 'merge-deploy';
  return {
    address: actionAddress(baseUrl, isDeployment ? 'deploy' : 'sync', target),
    body: JSON.stringify(bodyOf(action, projectPath)),
    task,
  };
}

function bodyOf(action: SyncAction, projectPath: string | undefined): object {
  switch (action) {
    case 'pull':
      return {};
    case 'push':
      return { project_path: projectPath, force: false, strategy: 'theirs' };
    case 'deploy':
      return { project_path: projectPath, overwrite: true };
    case 'merge-deploy':
      return { project_path: projectPath, overwrite: false, strategy: 'merge' };
  }
}

/**
 * @throws {ServiceError} rejected: the status was 200, but the answer says that it did not succeed. wrong-content: the
 *   answer does not say.
 */
export function readOutcome(bytes: Uint8Array, task: string): ActionOutcome {
  const answer = objectIn(bytes, task);
  if (answer.success === false)
    throw serviceError('rejected', task, { status: 200, reason: reasonIn(answer) });
  if (answer.success !== true) throw serviceError('wrong-content', task, { status: 200 });
  return outcomeIn(answer);
}
