// What the commands need before they can start. Each step does nothing when nothing has changed.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOfAnotherPlace } from './build-place.mjs';
import { has, mustRun, outputOf, root, StepError } from './process.mjs';
import { digest, unlessCurrent } from './stamp.mjs';

const announce = (text) => console.log(`\n--- ${text}`);

export async function ensureNodeModules() {
  await unlessCurrent({
    stamp: 'node_modules/.hunkwise-stamp',
    inputs: digest(['package-lock.json'], process.version),
    outputs: ['node_modules/@nozbe/simdjson/src/simdjson.cpp'],
    make: () => {
      announce('npm ci');
      return mustRun('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
    },
  });
}

// The packages of a folder with a lock file of its own.
async function ensureFolder(folder, outputs) {
  await unlessCurrent({
    stamp: `${folder}/node_modules/.hunkwise-stamp`,
    inputs: digest([`${folder}/package-lock.json`], process.version),
    outputs: outputs.map((name) => `${folder}/node_modules/${name}/package.json`),
    make: () => {
      announce(`npm ci in ${folder}`);
      const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
      return mustRun('npm', ['ci', `--prefix=${folder}`, ...quietly]);
    },
  });
}

/** tests/react18/node_modules: the oldest React that the package supports. */
export const ensureReact18 = () => ensureFolder('tests/react18', ['react', 'react-dom']);

/** tests/packaging/lint/node_modules: what reads the packed package as its users' tools do. */
export const ensurePackageLint = () =>
  ensureFolder('tests/packaging/lint', ['publint', '@arethetypeswrong/cli']);

let toolchain;

/** Paths of em++ and of the folder with dtl and Catch2. */
export function ensureToolchain() {
  if (toolchain) return toolchain;
  const output = outputOf('scripts/setup-toolchain.sh', []);
  if (output === undefined)
    throw new StepError('The toolchain is not complete; the lines above say what is missing.');
  const facts = new Map(output.split('\n').map((line) => line.split(/=(.*)/, 2)));
  toolchain = { emxx: facts.get('em++'), thirdParty: facts.get('third_party') };
  return toolchain;
}

function requirePrograms() {
  const missing = [];
  if (!has('cmake')) missing.push('cmake');
  if (!has('ninja') && !has('make')) missing.push('ninja-build or make');
  if (!has(process.env.CXX ?? 'c++')) missing.push('g++ (or any C++20 compiler)');
  if (missing.length)
    throw new StepError(`Missing: ${missing.join(', ')}. On Debian: apt-get install cmake make g++`);
}

/** Configures one CMake preset, which also writes what the compiler will be called with. */
export async function ensureConfigured(preset) {
  const folder = join(root, 'build', preset);
  if (isOfAnotherPlace(folder, root)) rmSync(join(folder, 'CMakeCache.txt')); // an output: it is configured anew
  requirePrograms();
  const { emxx, thirdParty } = ensureToolchain();
  const generator = has('ninja') ? 'Ninja' : 'Unix Makefiles';
  const wasm = preset.startsWith('wasm');
  const configure = ['--preset', preset, '--fresh', '-G', generator, `-DHUNKWISE_THIRD_PARTY=${thirdParty}`];
  const command = wasm
    ? [emxx.replace(/em\+\+$/, 'emcmake'), 'cmake', ...configure]
    : ['cmake', ...configure];
  const compiler = wasm ? emxx : (process.env.CXX ?? 'c++');
  await unlessCurrent({
    stamp: `build/${preset}/.configured`,
    inputs: digest(['CMakePresets.json', 'wasm/emscripten_flags.cmake'], command.join(' '), compiler),
    outputs: [`build/${preset}/CMakeCache.txt`],
    make: async () => {
      announce(`configure ${preset}`);
      console.log(outputOf(compiler, ['--version'])?.split('\n')[0]);
      await mustRun(command[0], command.slice(1), { quiet: true });
    },
  });
}

/** Configures and builds one CMake preset; its incremental build is the build tool's own affair. */
export async function ensurePreset(preset, targets) {
  await ensureConfigured(preset);
  announce(`build ${preset}`);
  await mustRun('cmake', [
    '--build',
    '--preset',
    preset,
    '-j',
    '2',
    ...(targets ? ['--target', ...targets] : []),
  ]);
}

export async function ensureWasm() {
  await ensureNodeModules();
  await ensurePreset('wasm-release');
}

/** dist/: JavaScript, declarations, core.wasm and core-full.wasm. */
export async function ensureDist() {
  await ensureWasm();
  const core = ['', 'full/'].flatMap((folder) =>
    ['core.mjs', 'core.wasm'].map((file) => `build/wasm-release/${folder}${file}`),
  );
  const sources = [
    'js',
    'scripts/build-js.mjs',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
  ];
  await unlessCurrent({
    stamp: 'build/dist.stamp',
    inputs: digest([...sources, ...core]),
    outputs: ['dist/index.js', 'dist/index.d.ts', 'dist/core.wasm', 'dist/core-full.wasm'],
    make: () => {
      announce('build dist');
      return mustRun(process.execPath, ['scripts/build-js.mjs']);
    },
  });
}

/** build/demo/: the demo's server and page. */
export async function ensureDemo() {
  await ensureDist();
  await unlessCurrent({
    stamp: 'build/demo.stamp',
    inputs: digest(['demo', 'scripts/build-demo.mjs', 'package-lock.json', 'dist']), // the page has the package inside
    outputs: ['build/demo/server.mjs', 'build/demo/page/main.js', 'build/demo/page/index.html'],
    make: () => {
      announce('build demo');
      return mustRun(process.execPath, ['scripts/build-demo.mjs']);
    },
  });
}

// Installs Debian packages where that is allowed; otherwise says which, once.
async function installDebianPackages(packages, purpose) {
  const manual = new StepError(
    `${purpose} needs ${packages.join(', ')}: apt-get install ${packages.join(' ')} (as root)`,
  );
  if (!has('apt-get')) throw manual;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (sudo.length && outputOf('sudo', ['-n', 'true'], { silent: true }) === undefined) throw manual;
  announce(`apt-get install ${packages.join(' ')}`);
  const apt = (...args) => {
    const [program, ...rest] = [...sudo, 'apt-get', '-qq', ...args];
    return mustRun(program, rest, { env: { DEBIAN_FRONTEND: 'noninteractive' }, quiet: true });
  };
  try {
    await apt('update');
    await apt('install', '-y', '--no-install-recommends', ...packages);
  } catch (error) {
    throw new StepError(`${error.message}\n${manual.message}`);
  }
}

/**
 * clang-format or clang-tidy of LLVM 14, Debian 12's: other versions break lines elsewhere and find other things.
 *
 * @throws {StepError} saying what to install
 */
export async function ensureClangTool(name) {
  const program = () =>
    [`${name}-14`, name].find((candidate) =>
      outputOf(candidate, ['--version'], { silent: true })?.includes(' 14.'),
    );
  if (!program()) await installDebianPackages([`${name}-14`], `${name} of LLVM 14`);
  return program();
}

/** gcovr, which reads what gcc's instrumented programs leave behind. */
export async function ensureGcovr() {
  if (!has('gcovr')) await installDebianPackages(['gcovr'], 'Coverage of C++');
}

/** Path of the Chromium that the browser tests drive. */
export async function ensureBrowser() {
  const chosen = process.env.CHROMIUM;
  if (chosen) {
    if (!existsSync(chosen)) throw new StepError(`CHROMIUM is set to ${chosen}, which does not exist.`);
    return chosen;
  }
  const chromium = '/usr/bin/chromium';
  const needed = {
    chromium,
    'fonts-dejavu-core': '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf', // for compared pictures
  };
  const missing = Object.keys(needed).filter((name) => !existsSync(needed[name]));
  if (missing.length > 0)
    await installDebianPackages(missing, 'The browser suite (or CHROMIUM=path of another Chromium)');
  return chromium;
}

// Linking something is the only sure way to ask: where the runtime lives differs from version to version.
function linksFuzzer() {
  const folder = mkdtempSync(join(tmpdir(), 'hunkwise-'));
  try {
    const source = join(folder, 'probe.cpp');
    writeFileSync(
      source,
      'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }\n',
    );
    const flags = ['-fsanitize=fuzzer,address', source, '-o', join(folder, 'probe')];
    return outputOf('clang++', flags, { silent: true }) !== undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** valgrind, whose callgrind counts instructions. */
export async function ensureValgrind() {
  if (!has('valgrind')) await installDebianPackages(['valgrind'], 'Counting instructions');
}

/** clang with libFuzzer. */
export async function ensureFuzzer() {
  if (linksFuzzer()) return;
  await installDebianPackages(['clang'], 'Fuzzing');
  const major = outputOf('clang++', ['-dumpversion'])?.split('.')[0];
  if (!linksFuzzer()) await installDebianPackages([`libclang-rt-${major}-dev`], 'Fuzzing');
}
