// Takes an artifact out of a project: its files and its record in one write.

import type { ArtifactId } from '../trees/artifact-id.ts';
import { withRoots } from '../writing/several-roots.ts';
import type { DeclaredProject } from './declared.ts';
import { readDeployedFiles } from './deployed-file.ts';
import { DeploymentFailure } from './deployment-failure.ts';
import { pathOfRecord } from './deployment-place.ts';
import { removals } from './project-files.ts';
import { isOf } from './project-records.ts';
import { recordsChange, recordsInProject, type WriteContext, writerOf } from './write-context.ts';

/**
 * Without a profile, that of the first record. Files that another record stands for stay, and so does what
 * comparisons leave out.
 *
 * @throws {DeploymentFailure} 404: no record says that it is deployed. @throws {WriteFailure} @throws {DeployedFileError}
 */
export function undeploy(
  { options }: WriteContext,
  id: ArtifactId,
  project: DeclaredProject,
  profileId: string | null,
): Promise<void> {
  return withRoots({ written: [project.path] }, options, async (writers) => {
    const [found] = await recordsInProject(project, id, profileId);
    if (!found) throw new DeploymentFailure(404, `Artifact '${id.name}' is not deployed to this project`);
    const { record, folder } = found;
    const all = (await readDeployedFiles(project.path)).flatMap(({ records }) => records);
    const spared = all
      .filter((other) => !(isOf(other, id) && other.profileId === record.profileId))
      .flatMap((other) => pathOfRecord(other) ?? []);
    const recording = await recordsChange(project, folder, (records) =>
      records.filter((other) => !(isOf(other, id) && other.profileId === record.profileId)),
    );
    await writerOf(writers, project.path).write([...(await removals(project, record, spared)), recording]);
  });
}
