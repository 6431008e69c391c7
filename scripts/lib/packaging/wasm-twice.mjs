// Builds the core twice more, from another place each time: the same sources and compiler have to give the same bytes, or
// nobody can tell a published module from a changed one.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { has, root } from '../process.mjs';
import { ensureToolchain } from '../steps.mjs';
import { runIn } from './project.mjs';

const sources = ['CMakeLists.txt', 'CMakePresets.json', 'src', 'wasm', 'tests'];
const products = ['core.wasm', 'core.mjs'];

const isSource = (path) => !/[\\/]node_modules$/.test(path);
const sha256 = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');

async function buildAt(source, target) {
  const { emxx, thirdParty } = ensureToolchain();
  const emcmake = emxx.replace(/em\+\+$/, 'emcmake');
  const generator = has('ninja') ? 'Ninja' : 'Unix Makefiles';
  const configure = ['cmake', '--preset', 'wasm-release', '-B', target, '-G', generator];
  await runIn(source, emcmake, [...configure, `-DHUNKWISE_THIRD_PARTY=${thirdParty}`]);
  await runIn(source, 'cmake', ['--build', target, '--target', 'diff_wasm', '-j', '2'], 900_000);
}

export async function wasmTwice({ folder, check }) {
  const copied = join(folder, 'sources');
  mkdirSync(copied, { recursive: true });
  for (const source of sources)
    cpSync(join(root, source), join(copied, source), { recursive: true, filter: isSource });
  symlinkSync(join(root, 'node_modules'), join(copied, 'node_modules'));
  const builds = [
    { name: 'the repository, another build folder', source: root, target: join(folder, 'first') },
    { name: 'a copy of the sources', source: copied, target: join(folder, 'second') },
  ];
  for (const { name, source, target } of builds) {
    await buildAt(source, target);
    for (const product of products) {
      const [found, expected] = [join(target, product), join(root, 'build/wasm-release', product)].map(
        sha256,
      );
      check(`${product} from ${name}: ${found.slice(0, 16)}…`, found === expected, `expected ${expected}`);
    }
  }
}
