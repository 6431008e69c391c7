// What the packed package holds: its list of files, its manifest, its source maps.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../process.mjs';
import { listed } from './pack.mjs';

const listFile = 'tests/packaging/files.txt';

/** Makes the committed list that of this package. */
export function writeList(pack) {
  writeFileSync(join(root, listFile), `${listed(pack.files).join('\n')}\n`);
  console.log(`${listFile}: ${listed(pack.files).length} names`);
}

function checkList(pack, check) {
  const expected = new Set(readFileSync(join(root, listFile), 'utf8').trim().split('\n'));
  const found = new Set(listed(pack.files));
  const differences = [
    ...[...found].filter((file) => !expected.has(file)).map((file) => `more: ${file}`),
    ...[...expected].filter((file) => !found.has(file)).map((file) => `missing: ${file}`),
  ];
  const advice = `\n        npm run packaging -- --update-list accepts it`;
  check(
    `files as in ${listFile} (${found.size})`,
    differences.length === 0,
    differences.join('\n        ') + advice,
  );
}

// Every file that an entry names, with its condition.
const targetsOf = (entry) =>
  typeof entry === 'string'
    ? [['default', entry]]
    : Object.entries(entry).flatMap(([condition, target]) =>
        typeof target === 'string' ? [[condition, target]] : targetsOf(target),
      );

function checkManifest({ manifest, files }, check) {
  const packed = new Set(files.map((file) => `./${file}`));
  const entries = Object.entries(manifest.exports);
  const missing = entries.flatMap(([, entry]) => targetsOf(entry).filter(([, file]) => !packed.has(file)));
  check(`files of all ${entries.length} entries are packed`, missing.length === 0, missing.join('; '));

  const scripts = entries.filter(([, entry]) => targetsOf(entry).some(([, file]) => file.endsWith('.js')));
  const untyped = scripts.filter(([, entry]) => targetsOf(entry)[0]?.[0] !== 'types').map(([name]) => name);
  check(
    `types first in all ${scripts.length} entries of code`,
    scripts.length > 0 && untyped.length === 0,
    untyped.join(', '),
  );

  const ownLibraries = ['dependencies', 'optionalDependencies', 'bundledDependencies', 'bundleDependencies'];
  const found = ownLibraries.filter((field) => Object.keys(manifest[field] ?? {}).length > 0);
  check('no run-time dependencies', found.length === 0, found.join(', '));
  const peers = Object.keys(manifest.peerDependencies ?? {});
  const required = peers.filter((name) => !manifest.peerDependenciesMeta?.[name]?.optional);
  check('every peer is optional', required.length === 0, required.join(', '));

  const onInstall = ['preinstall', 'install', 'postinstall', 'prepublish', 'prepare'];
  const hooks = onInstall.filter((script) => manifest.scripts?.[script]);
  check(
    'nothing runs on installation',
    hooks.length === 0 && !files.includes('binding.gyp'),
    hooks.join(', '),
  );
}

// A map leads to a source that is packed or inside the map itself.
function faultsOfMap(unpacked, file) {
  const code = readFileSync(join(unpacked, file), 'utf8');
  const name = /^\/\/# sourceMappingURL=(\S+)$/m.exec(code)?.[1];
  if (!name) return [`${file} names no map`];
  const path = join(unpacked, dirname(file), name);
  if (!existsSync(path)) return [`${file}: ${name} is not packed`];
  const { sources, sourcesContent = [], mappings } = JSON.parse(readFileSync(path, 'utf8'));
  const unreachable = sources.filter(
    (source, i) => sourcesContent[i] == null && !existsSync(join(dirname(path), source)),
  );
  const absolute = sources.filter((source) => /^(\/|file:|[A-Za-z]:)/.test(source));
  return [
    ...unreachable.map((source) => `${name}: ${source} is not packed`),
    ...absolute.map((source) => `${name}: ${source} is of the machine that built it`),
    // An entry that only passes on what chunks export has nothing to map.
    ...(sources.length > 0 && !mappings ? [`${name} maps nothing`] : []),
  ];
}

function checkMaps({ unpacked, files }, check) {
  // The service and its page are libraries for the most part, and no page has them inside.
  const ofService = /^dist\/(server|cli|diff-thread|page\/)/;
  const scripts = files.filter((file) => /^dist\/.*\.js$/.test(file) && !ofService.test(file));
  const faults = scripts.flatMap((file) => faultsOfMap(unpacked, file));
  check(
    `source maps of ${scripts.length} files lead to their sources`,
    scripts.length > 0 && faults.length === 0,
    faults.join('\n        '),
  );
}

/** `check(title, isFine, detail)` records one outcome. */
export function checkPack(pack, check) {
  checkList(pack, check);
  checkManifest(pack, check);
  checkMaps(pack, check);
}
