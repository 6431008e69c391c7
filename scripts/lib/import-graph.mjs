// Which folder of js/ imports which, from the imports that are really there.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root } from './process.mjs';

/** `core/api.ts` → `core`, `react/rows/row-window.ts` → `react/rows`; an entry, which stands in no folder, is itself. */
const placeOf = (file) => {
  const folder = posix.dirname(file);
  return folder === '.' ? file : folder;
};

const isEntry = (place) => place.endsWith('.ts');

/** @returns Every import of one place of js/ by another, types included: { file, from, to }. */
export function allImports() {
  const files = readdirSync(join(root, 'js'), { recursive: true, encoding: 'utf8' });
  return files
    .filter((name) => /\.tsx?$/.test(name))
    .sort()
    .flatMap((file) => {
      const source = readFileSync(join(root, 'js', file), 'utf8');
      const from = placeOf(file);
      return [...source.matchAll(/(?:from |import |import\()'(\.[^']+)'/g)]
        .map(([, path]) => ({ file, from, to: placeOf(posix.join(posix.dirname(file), path)) }))
        .filter(({ to }) => to !== from);
    });
}

/** @returns {Map<string, Map<string, number>>} Place → place → how many imports. */
export function graphOf(imports) {
  const graph = new Map();
  for (const { from, to } of imports) {
    const targets = graph.get(from) ?? new Map();
    targets.set(to, (targets.get(to) ?? 0) + 1);
    graph.set(from, targets);
  }
  return graph;
}

/** Of the folders alone: entries import everything, that is what they are for. */
export const importGraph = () =>
  graphOf(allImports().filter(({ from, to }) => !isEntry(from) && !isEntry(to)));

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
