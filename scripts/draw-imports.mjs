// npm run draw: puts the picture of the imports into docs/architecture.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mermaidGraph } from './lib/import-graph.mjs';
import { main, root } from './lib/process.mjs';

await main(() => {
  const file = join(root, 'docs/architecture.md');
  const page = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    page.replace(/```mermaid\n.*?```/s, () => `\`\`\`mermaid\n${mermaidGraph()}\n\`\`\``),
  );
});
