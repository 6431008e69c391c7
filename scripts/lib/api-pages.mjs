// The pages of docs/api, one an entry, from the declarations of the built package and the comments in them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript-api'; // the compiler as a library; the project's own has no such interface yet
import { root } from './process.mjs';

/** In this order: a name that several entries export is described on the first one's page. */
const entries = ['index', 'worker', 'inline', 'sync', 'viewer', 'react', 'server'];

const titleOf = (entry) => (entry === 'index' ? 'hunkwise' : `hunkwise/${entry}`);
const pageOf = (entry) => `${entry}.md`;
const anchorOf = (name) => name.toLowerCase();

function declarationText(declaration, checker) {
  // One made from a list of words: the words.
  if (ts.isTypeAliasDeclaration(declaration) && /^\(?typeof /.test(declaration.type.getText()))
    return `type ${declaration.name.text} = ${checker.typeToString(checker.getTypeAtLocation(declaration), undefined, ts.TypeFormatFlags.InTypeAlias | ts.TypeFormatFlags.NoTruncation)};`;
  // A variable's statement, for its `const`.
  const node = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  const file = node.getSourceFile();
  return file.text
    .slice(node.getStart(file), node.end)
    .replace(/^export (declare )?/, '')
    .replace(/^ +#private;\n/m, '')
    .replace(/^ +private .*;\n/gm, '');
}

// {@link X} and {@link X | text} are plain code in Markdown.
const prose = (text) =>
  text.replace(/\{@link ([^}|]+?)(?: *\| *([^}]+))?\}/g, (_, name, shown) => `\`${(shown ?? name).trim()}\``);

function described(symbol, checker) {
  const declarations = symbol.getDeclarations() ?? [];
  const tags = symbol.getJsDocTags(checker).filter(({ name }) => name !== 'internal');
  const comment = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  const lines = [comment, ...tags.map(({ name, text }) => `*${name}*: ${ts.displayPartsToString(text)}`)];
  return {
    text: prose(lines.filter(Boolean).join('\n\n')),
    code: [...new Set(declarations.map((one) => declarationText(one, checker)))].join('\n'),
    hasComment: comment !== '',
  };
}

function firstComment(entry) {
  const source = readFileSync(join(root, 'js', `${entry}.ts`), 'utf8');
  return (
    /^((?:\/\/ .*\n)+)/
      .exec(source)?.[1]
      .replaceAll(/^\/\/ /gm, '')
      .trim() ?? ''
  );
}

/** @returns {{ pages: Map<string, string>, undocumented: string[] }} The pages by name, and exported names without a comment. */
export function apiPages() {
  const file = (entry) => join(root, 'dist', `${entry}.d.ts`);
  const options = {
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    module: ts.ModuleKind.ESNext,
    skipLibCheck: true,
  };
  const program = ts.createProgram(entries.map(file), {
    ...options,
    noEmit: true,
    allowImportingTsExtensions: true,
  });
  const checker = program.getTypeChecker();
  const owner = new Map();
  const pages = new Map();
  const undocumented = [];
  for (const entry of entries) {
    const own = [];
    const others = [];
    const module = checker.getSymbolAtLocation(program.getSourceFile(file(entry)));
    const exported = checker.getExportsOfModule(module).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const { name, ...rest } of exported.map((alias) => ({ name: alias.name, alias }))) {
      const symbol =
        rest.alias.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(rest.alias) : rest.alias;
      const first = owner.get(symbol);
      if (first) {
        others.push(`[\`${name}\`](${pageOf(first)}#${anchorOf(name)})`);
        continue;
      }
      owner.set(symbol, entry);
      const { text, code, hasComment } = described(symbol, checker);
      if (!hasComment) undocumented.push(`${titleOf(entry)}: ${name}`);
      own.push(`## ${name}\n\n${text ? `${text}\n\n` : ''}\`\`\`ts\n${code}\n\`\`\`\n`);
    }
    const head = `# ${titleOf(entry)}\n\n<!-- Made by npm run docs from the declarations. -->\n\n${firstComment(entry)}\n`;
    const rest = others.length > 0 ? `\nThe same as elsewhere: ${others.join(', ')}.\n` : '';
    pages.set(pageOf(entry), `${head}${rest}\n${own.join('\n')}`);
  }
  return { pages, undocumented };
}
