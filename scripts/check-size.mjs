// Holds what a page has to download under its limits. Numbers are those of dist/, compressed as a server would.
//   --update   accepts the sizes of the typical imports as they are: scripts/import-sizes.json and the table of docs/install.md
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Checks } from './lib/checks.mjs';
import { brotli, filesBeside, measureFile, measureImport, typicalImports } from './lib/import-sizes.mjs';
import { main, root } from './lib/process.mjs';

const sizesFile = join(root, 'scripts/import-sizes.json');
const page = join(root, 'docs/install.md');
const tolerance = 1.05;

const kilobytes = (bytes) => (bytes / 1000).toFixed(1);

// As it stands in docs/install.md, between its markers.
function sizeTable(sizes) {
  const lines = [...typicalImports].map(([name, { line }]) => [`\`${line}\``, sizes[name]]);
  for (const file of filesBeside) lines.push([`\`${file}\``, sizes[file]]);
  return [
    '| | minified, KB | brotli, KB |',
    '|---|---|---|',
    ...lines.map(([title, size]) => `| ${title} | ${kilobytes(size.minified)} | ${kilobytes(size.brotli)} |`),
  ].join('\n');
}

const tablePlace = /(<!-- sizes -->\n)[\s\S]*?(\n<!-- \/sizes -->)/;

async function measureAll() {
  const found = {};
  for (const [name, { line }] of typicalImports) found[name] = await measureImport(line);
  for (const file of filesBeside) found[file] = await measureFile(file);
  return found;
}

function update(found) {
  const sizes = Object.fromEntries(
    Object.entries(found).map(([name, size]) => [name, { minified: size.minified, brotli: size.brotli }]),
  );
  writeFileSync(sizesFile, `${JSON.stringify(sizes, null, 2)}\n`);
  const text = readFileSync(page, 'utf8');
  writeFileSync(page, text.replace(tablePlace, `$1${sizeTable(sizes)}$2`));
}

function checkLimits(checks) {
  const wasm = readFileSync(join(root, 'dist/core.wasm'));
  const glue = readFileSync(join(root, 'build/wasm-release/core.mjs'));
  const atMost = (title, bytes, limit) =>
    checks.record(
      bytes <= limit * 1000 ? 'passed' : 'failed',
      `${title}: ${bytes} bytes, at most ${limit} KB`,
    );
  atMost('core.wasm', wasm.length, 110);
  atMost('core.wasm, brotli', brotli(wasm), 37);
  atMost('glue, brotli', brotli(glue), 8);
}

function checkImports(found, checks) {
  const committed = JSON.parse(readFileSync(sizesFile, 'utf8'));
  const advice = 'node scripts/check-size.mjs --update accepts it';
  for (const [name, size] of Object.entries(found)) {
    const limit = committed[name] ?? { minified: 0, brotli: 0 };
    const isFine = ['minified', 'brotli'].every((way) => size[way] <= limit[way] * tolerance);
    const numbers = `${size.minified} bytes, ${size.brotli} brotli; committed ${limit.minified}, ${limit.brotli}`;
    checks.record(isFine ? 'passed' : 'failed', `${name}: ${numbers}${isFine ? '' : `. ${advice}`}`);
  }
  for (const [name, { needsReact }] of typicalImports) {
    const drawing = found[name].drawing;
    // With the viewer it must be found, or the search itself is at fault.
    const isFine = needsReact
      ? drawing.includes('react') && drawing.includes('the viewer')
      : drawing.length === 0;
    checks.record(
      isFine ? 'passed' : 'failed',
      `${name}: ${needsReact ? 'draws with React' : 'no React, no viewer'} (${drawing.join(', ') || 'nothing of either'})`,
    );
  }
  const isShown = readFileSync(page, 'utf8').includes(sizeTable(committed));
  checks.record(
    isShown ? 'passed' : 'failed',
    `docs/install.md has the committed sizes${isShown ? '' : `. ${advice}`}`,
  );
  console.log(`\n${sizeTable(found)}\n`);
}

await main(async () => {
  const found = await measureAll();
  if (process.argv.includes('--update')) update(found);
  const checks = new Checks();
  checkLimits(checks);
  checkImports(found, checks);
  return checks.finish();
});
