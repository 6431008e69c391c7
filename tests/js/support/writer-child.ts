// A program that writes one tree after the other until it is killed. Arguments: root, and how many rounds at most.

import { WritableRoot } from '../../../js/server/writing/writable-root.ts';
import { versionOf } from './writer-versions.ts';
import { changesBetween, readShownTree } from './written-trees.ts';

const [, , folder = '', rounds = 'Infinity'] = process.argv;
const root = new WritableRoot(folder);
try {
  process.stdout.write(`${await root.recover()}\n`);
  for (let round = 0; round < Number(rounds); round++) {
    await root.exclusively(async (writer) => {
      const now = readShownTree(folder);
      const next = now.version === versionOf('A').version ? 'B' : 'A';
      await writer.write(changesBetween(now, versionOf(next)));
    });
    process.stdout.write('.');
  }
  process.stdout.write('done\n');
} catch (error) {
  process.stdout.write(`failed ${(error as { code?: string }).code}\n`);
  process.exitCode = 3;
}
