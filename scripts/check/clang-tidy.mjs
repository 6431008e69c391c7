// clang-tidy over the core and its bindings. A file that was found clean is not looked at again until it, a header, the checks
// or the compiler's flags change.
import { outputOf, run } from '../lib/process.mjs';
import { digest, unlessCurrent } from '../lib/stamp.mjs';
import { ensureClangTool, ensureConfigured } from '../lib/steps.mjs';
import { cppFiles } from './includes.mjs';

const preset = 'native-debug';

// wasm/bindings.cpp is no part of a native build. The other two files there define names that libraries ask for, nothing more.
const bindings = 'wasm/bindings.cpp';
const bindingFlags = '-std=c++20 -Isrc -isystem scripts/check/embind -msse4.2 -DHUNKWISE_FULL'.split(' ');

const common = ['--quiet', '--header-filter=/(src|wasm)/'];

const argumentsFor = (file) =>
  file === bindings
    ? [...common, file, '--', ...bindingFlags]
    : // gcc's flags are not all known to clang.
      [...common, `-p=build/${preset}`, '--extra-arg=-Wno-unknown-warning-option', file];

/** @returns The files with findings; what was found is printed. */
export async function filesWithFindings() {
  const program = await ensureClangTool('clang-tidy');
  await ensureConfigured(preset);
  const headers = cppFiles('src', 'wasm').filter((name) => name.endsWith('.h'));
  const shared = digest(
    ['.clang-tidy', 'CMakeLists.txt', 'CMakePresets.json', 'scripts/check/embind', ...headers],
    outputOf(program, ['--version']),
  );
  const waiting = [...cppFiles('src').filter((name) => name.endsWith('.cpp')), bindings];
  const faulty = [];
  const work = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const stamp = `build/clang-tidy/${file.replaceAll('/', '-')}.stamp`;
      let code = 0;
      try {
        await unlessCurrent({
          stamp,
          inputs: digest([file], shared),
          outputs: [],
          make: async () => {
            code = await run(program, argumentsFor(file), { quiet: true });
            if (code !== 0) throw new Error(file);
          },
        });
      } catch (error) {
        if (code === 0) throw error;
        faulty.push(file);
      }
    }
  };
  await Promise.all([work(), work()]);
  return faulty;
}
