// Every way to an engine, with the same small questions to each.
import { loadEngine } from '/dist/index.js';
import { loadEngine as loadInline } from '/dist/inline.js';
import { createWorkerEngine } from '/dist/worker.js';

const violations = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective }) =>
  violations.push(violatedDirective),
);

const payload = JSON.stringify({
  files: [
    {
      file_path: 'f',
      status: 'modified',
      collection_hash: 'a',
      project_hash: 'b',
      unified_diff: '@@ -1 +1,2 @@\n-one word\n\n+two word\n\n+c\n',
    },
  ],
});

async function ask(engine) {
  const index = await engine.indexPayload(payload);
  const table = await engine.parseFile(index, 0);
  const spans = await engine.intraline(table, [1, 2]);
  const patch = await engine.indexPatch('--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n');
  const compared = await engine.diffTexts('a\n', 'b\n');
  engine.dispose();
  return [
    `+${index.additions(0)} −${index.deletions(0)}`,
    `${table.rowCount} rows`,
    `${spans.spansAt(1).length} span`,
    `${patch.fileCount} file`,
    `${compared.rowCount} rows`,
  ].join(' ');
}

const lines = [];
for (const [name, load] of Object.entries({
  page: loadEngine,
  inline: loadInline,
  worker: createWorkerEngine,
})) {
  lines.push(`${name}: ${await ask(await load()).catch(String)}`);
}
lines.push(`violations: ${violations.length}`);
document.querySelector('output').textContent = lines.join('\n');
