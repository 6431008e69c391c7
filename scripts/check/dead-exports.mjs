// Names that a file of js/ exports and no other file imports: by file and name, types included. What an entry passes on is used.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript-api';
import { root } from '../lib/process.mjs';

const filesOf = (folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join(folder, name))
    .filter((name) => /\.(tsx?|mjs)$/.test(name) && !name.includes('node_modules'));

// A type that the file's own exports are written with is part of them.
const isPartOfOthers = (node, source) =>
  (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) &&
  [...source.text.matchAll(new RegExp(`\\b${node.name.text}\\b`, 'g'))].length > 1;

const isExported = (node) => node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

function exportedNames(source) {
  return source.statements
    .filter((node) => isExported(node) && !isPartOfOthers(node, source))
    .flatMap((node) =>
      ts.isVariableStatement(node)
        ? node.declarationList.declarations.map(({ name }) => name.text)
        : [node.name?.text],
    );
}

/** Calls `use(path, name)` for each name that a file takes from another; `*` for all of them. */
function importedNames(source, use) {
  const visit = (node) => {
    const path = node.moduleSpecifier?.text ?? node.argument?.literal?.text;
    if (path?.startsWith('.')) {
      const named = node.importClause?.namedBindings ?? node.exportClause;
      if (named?.elements) for (const one of named.elements) use(path, (one.propertyName ?? one.name).text);
      else use(path, '*');
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      if (node.arguments[0]?.text?.startsWith('.')) use(node.arguments[0].text, '*');
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

/** @returns One line for each. */
export function deadExports() {
  const used = new Set();
  const exported = [];
  for (const file of ['js', 'tests', 'demo', 'e2e', 'scripts'].flatMap(filesOf)) {
    const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest);
    importedNames(source, (path, name) => used.add(`${posix.join(posix.dirname(file), path)} ${name}`));
    const isEntry = posix.dirname(file) === 'js';
    if (file.startsWith('js/') && !isEntry && !file.endsWith('.d.ts'))
      for (const name of exportedNames(source)) exported.push([file, name]);
  }
  return exported
    .filter(([file, name]) => !used.has(`${file} ${name}`) && !used.has(`${file} *`))
    .map(([file, name]) => `${file}: nothing uses ${name}`);
}
