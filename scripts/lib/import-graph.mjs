// Which folder of js/ imports which, from the imports that are really there.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root } from './process.mjs';

/** `core/api.ts` → `core`, `react/rows/row-window.ts` → `react/rows`; entries stand in a folder of their own. */
const folderOf = (file) => posix.dirname(file).replace(/^\.$/, 'entries');

/** @returns {Map<string, Map<string, number>>} Folder → folder → how many imports. */
export function importGraph() {
  const graph = new Map();
  const files = readdirSync(join(root, 'js'), { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => /\.tsx?$/.test(name)).sort()) {
    const source = readFileSync(join(root, 'js', file), 'utf8');
    const from = folderOf(file);
    if (from === 'entries') continue; // they import everything: that is what they are for
    for (const [, path] of source.matchAll(/(?:from|import) '(\.[^']+)'/g)) {
      const to = folderOf(posix.join(posix.dirname(file), path));
      if (to === from || to === 'entries') continue;
      const targets = graph.get(from) ?? new Map();
      targets.set(to, (targets.get(to) ?? 0) + 1);
      graph.set(from, targets);
    }
  }
  return graph;
}

/** As a Mermaid flow chart: one box a top folder, arrows from who imports to who is imported. */
export function mermaidGraph(graph = importGraph()) {
  const folders = [...new Set([...graph].flatMap(([from, targets]) => [from, ...targets.keys()]))].sort();
  const id = (folder) => folder.replaceAll(/\W/g, '_');
  const lines = ['flowchart LR'];
  for (const top of [...new Set(folders.map((folder) => folder.split('/')[0]))]) {
    lines.push(`  subgraph ${id(`js ${top}`)}["js/${top}"]`);
    for (const folder of folders.filter((name) => name.split('/')[0] === top))
      lines.push(`    ${id(folder)}["${folder === top ? top : folder.slice(top.length + 1)}"]`);
    lines.push('  end');
  }
  for (const [from, targets] of [...graph].sort())
    for (const to of [...targets.keys()].sort()) lines.push(`  ${id(from)} --> ${id(to)}`);
  return lines.join('\n');
}
