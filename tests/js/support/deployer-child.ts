// A program that deploys two collections in turn until it is killed. Arguments: the project, and both collections.

import { Deployments } from '../../../js/server/deployments/deployments.ts';

const [, , project = '', ...collections] = process.argv;
const of = (root: string) =>
  new Deployments({
    artifacts: [{ id: 'skill:demo', collection: { root } }],
    projects: [{ path: project }],
    allowWrite: true,
  });
const both = collections.map(of);
await both[0]?.recover();
process.stdout.write('ready\n');
for (let round = 0; ; round++) {
  const answer = await both[round % 2]?.writes.deployArtifact('skill:demo', {
    project_path: project,
    overwrite: true,
  });
  if (!answer?.success) throw new Error(answer?.message);
}
