// Every entry that needs no page, in Node.
import { loadEngine } from 'hunkwise';
import { loadEngine as loadInline } from 'hunkwise/inline';
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
console.log(
  JSON.stringify({
    page: await told(loadEngine().then(describe)),
    inline: await told(loadInline().then(describe)),
    worker: await told(createWorkerEngine().then(describe)),
    sync: `${compared.fileCount} file, +${compared.additions(0)} -${compared.deletions(0)}`,
  }),
);
