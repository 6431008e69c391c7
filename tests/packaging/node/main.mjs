// Every entry that needs no page, in Node.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadEngine } from 'hunkwise';
import { loadEngine as loadInline } from 'hunkwise/inline';
import { createSyncService, openTree, serveHttp } from 'hunkwise/server';
import { createSyncClient } from 'hunkwise/sync';
import { createWorkerEngine } from 'hunkwise/worker';
import { describe, told } from './src/describe.js';

const answer = { files: [{ file_path: 'a', status: 'modified', unified_diff: '@@ -1 +1 @@\n-a\n+b\n' }] };
const client = createSyncClient({
  engine: loadEngine,
  baseUrl: 'http://service.test/api/v1',
  fetch: async () => Response.json(answer),
});
const compared = await client.diff('source-vs-collection', { artifactId: 'skill:demo' }, 'all');

// The service over two folders, asked over a socket; its threads find their program and their core inside the package.
for (const [folder, text] of [
  ['collection', 'same\nold\n'],
  ['project', 'same\nnew\n'],
]) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/a.txt`, text);
}
async function served(origin) {
  const asking = createSyncClient({ engine: loadEngine, baseUrl: `${origin}/api/v1` });
  const target = { artifactId: 'skill:demo', collection: 'default', projectPath: `${process.cwd()}/project` };
  const index = await asking.diff('collection-vs-project', target, 'all');
  return `${index.fileCount} file ${index.path(0)}, +${index.additions(0)} -${index.deletions(0)}`;
}
async function service() {
  const own = createSyncService({
    comparison: {
      artifactId: 'skill:demo',
      collectionName: 'default',
      upstream: { source: 'example/demo', version: '1' },
      collection: await openTree('collection'),
      project: await openTree('project'),
    },
  });
  const server = await serveHttp(own, { port: 0 });
  try {
    return await served(server.origin);
  } finally {
    await server.close();
    await own.close();
  }
}
// `hunkwise serve`, as npx finds it.
async function program() {
  const args = ['serve', '--collection', 'collection', '--project', 'project', '--artifact', 'skill:demo'];
  const child = spawn('node_modules/.bin/hunkwise', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const origin = await new Promise((resolve, reject) => {
      let said = '';
      child.stdout.on('data', (bytes) => {
        said += bytes;
        const [found] = /http:\/\/\S+/.exec(said) ?? [];
        if (found) resolve(new URL(found).origin);
      });
      child.on('close', (code) => reject(new Error(`hunkwise serve ended with ${code}: ${said}`)));
    });
    const page = await fetch(origin);
    return `${await served(origin)}; page ${page.status}`;
  } finally {
    child.kill();
  }
}
console.log(
  JSON.stringify({
    service: await told(service()),
    program: await told(program()),
    page: await told(loadEngine().then(describe)),
    inline: await told(loadInline().then(describe)),
    worker: await told(createWorkerEngine().then(describe)),
    sync: `${compared.fileCount} file, +${compared.additions(0)} -${compared.deletions(0)}`,
  }),
);
