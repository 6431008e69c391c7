// What the C++ may include: itself and the standard library. The core knows nothing of Emscripten, and each library has one file.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { circlesOf } from '../lib/circles.mjs';
import { root } from '../lib/process.mjs';

// A name with a slash or an ending is no header of the standard library.
const libraries = {
  'src/line_diff.cpp': ['dtl/dtl.hpp'],
  'src/line_index.cpp': ['emmintrin.h', 'wasm_simd128.h'],
  'src/block_masks.h': ['emmintrin.h', 'wasm_simd128.h'],
  'src/same_ids.h': ['emmintrin.h'],
  'src/structural_index.cpp': ['simdjson.cpp'],
  'wasm/bindings.cpp': ['emscripten/bind.h'],
  'wasm/embind_types.cpp': ['emscripten/bind.h'],
};

export const cppFiles = (...folders) =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => /\.(cpp|h)$/.test(name))
      .map((name) => `${folder}/${name}`),
  );

/** @returns One line for each include that is not allowed, and for each circle of our headers. */
export function forbiddenIncludes() {
  const files = [...cppFiles('src'), ...cppFiles('wasm').filter((name) => !name.includes('simdjson_compat'))];
  const own = new Map();
  const faults = [];
  for (const file of files) {
    const source = readFileSync(join(root, file), 'utf8');
    const included = [...source.matchAll(/^ *#include ["<]([^">]+)/gm)].map(([, name]) => name);
    own.set(file, []);
    for (const name of included) {
      const found = [`src/${name}`, ...(file.startsWith('wasm/') ? [`wasm/${name}`] : [])].find((path) =>
        files.includes(path),
      );
      if (found) own.get(file).push(found);
      else if (/[./]/.test(name) && !libraries[file]?.includes(name))
        faults.push(`${file} may not include ${name}`);
    }
  }
  return [...faults, ...circlesOf(own)];
}
