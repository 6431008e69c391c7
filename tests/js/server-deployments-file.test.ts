// The deployed file is shared with other programs: what they wrote stays, what is broken is said with its name only.

import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { expect, test } from 'vitest';
import {
  formatDeployedFile,
  readDeployedFile,
  readDeployedFiles,
} from '../../js/server/deployments/deployed-file.ts';
import { makeFolder, writeTree } from './support/trees.ts';

const FILE = '.claude/.skillmeat-deployed.toml';

const TEXT = `
schema = "2"
ratio = 1.0
large = 9007199254740993

[tool.other]
when = 2026-02-04T10:00:00Z
day = 2026-02-04
list = [ [ 1, 2 ], [ "a" ] ]

[[deployed]]
artifact_name = "demo"
artifact_type = "skill"
from_collection = "default"
deployed_at = 2026-02-04T10:00:00.500Z
artifact_path = "skills/demo"
content_hash = "abc"
local_modifications = true
version_lineage = [ "abc", "def" ]
weight = 2.0
"quoted key" = """
two
lines"""
__proto__ = "a value"

[deployed.nested]
deep = { x = 1, y = 1.5 }

[[deployed]]
artifact_name = "review"
artifact_type = "command"
profile_id = "codex"
`;

const read = (text: string, folder = '.claude') =>
  readDeployedFile(writeTree(makeFolder(), { [`${folder}/.skillmeat-deployed.toml`]: text }), folder);

test('records are read into plain values, with defaults for what is not there', async () => {
  const { records, rest } = await read(TEXT);
  expect(records).toMatchObject([
    {
      artifactName: 'demo',
      artifactType: 'skill',
      fromCollection: 'default',
      deployedAt: '2026-02-04T10:00:00.500Z',
      artifactPath: 'skills/demo',
      contentHash: 'abc',
      localModifications: true,
      profileId: 'claude_code',
      profileRootDir: '.claude',
      mergeBaseSnapshot: null,
    },
    { artifactName: 'review', profileId: 'codex', contentHash: undefined, localModifications: false },
  ]);
  expect(rest.schema).toBe('2');
});

test('a round trip keeps every key and the type of every value', async () => {
  const text = formatDeployedFile(await read(TEXT));
  const options = { integersAsBigInt: true } as const;
  expect(parse(text, options)).toEqual(parse(TEXT, options));
  expect(text).toContain('ratio = 1.0');
  expect(text).toContain('large = 9007199254740993');
  expect(formatDeployedFile(await read(text))).toBe(text);
});

test('a record of another profile’s folder belongs to that profile', async () => {
  const { records } = await read('[[deployed]]\nartifact_name = "x"\n', '.codex');
  expect(records).toMatchObject([{ profileId: 'codex', profileRootDir: '.codex' }]);
});

test('all folders of a project are looked at; without any file there are no records', async () => {
  const project = makeFolder();
  expect((await readDeployedFiles(project)).flatMap(({ records }) => records)).toEqual([]);
  const table = (name: string) => `[[deployed]]\nartifact_name = "${name}"\n`;
  writeTree(project, {
    '.skillmeat-deployed.toml': table('a'),
    '.claude/.skillmeat-deployed.toml': table('b'),
    '.gemini/.skillmeat-deployed.toml': table('c'),
  });
  const names = (await readDeployedFiles(project)).flatMap(({ records }) =>
    records.map(({ artifactName }) => artifactName),
  );
  expect(names).toEqual(['b', 'c', 'a']);
});

test('broken files are errors that name the file as the project sees it', async () => {
  const broken: [text: string, message: string][] = [
    ['[[deployed]]\nx = \n', `${FILE} is not valid TOML (line 2).`],
    ['deployed = 3\n', `${FILE} has no list of tables under "deployed".`],
    ['deployed = [ 1 ]\n', `${FILE} has no list of tables under "deployed".`],
    ['deployed = [ 2026-01-01 ]\n', `${FILE} has no list of tables under "deployed".`],
  ];
  for (const [text, message] of broken)
    await expect(read(text)).rejects.toMatchObject({ name: 'DeployedFileError', message });
  const project = writeTree(makeFolder(), { [FILE]: new Uint8Array([0x78, 0xff]) });
  await expect(readDeployedFile(project, '.claude')).rejects.toThrow(`${FILE} is not UTF-8.`);
});

test('a folder of that name, and a link out of the project, are errors', async () => {
  const project = writeTree(makeFolder(), { [`${FILE}/x`]: '' });
  await expect(readDeployedFile(project, '.claude')).rejects.toThrow(`${FILE} cannot be read.`);
  const other = writeTree(makeFolder(), { '.claude/x': '', target: 'secret = "x"\n' });
  const away = makeFolder();
  writeTree(away, { 'f.toml': '' });
  symlinkSync(join(away, 'f.toml'), join(other, FILE));
  await expect(readDeployedFile(other, '.claude')).rejects.toThrow(`${FILE} leads out of the project.`);
});
