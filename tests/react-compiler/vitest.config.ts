// The components once more, as an application has them that compiles with the React Compiler, and in StrictMode.

import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vitest/config';
import { compileReact } from './compile-react.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const components = fileURLToPath(new URL('../../js/react/', import.meta.url));

/** Before anything else sees the files; types are taken out behind it. */
const reactCompiler: Plugin = {
  name: 'react-compiler',
  enforce: 'pre',
  async transform(code, id) {
    if (!id.startsWith(components) || !/\.tsx?$/.test(id)) return undefined;
    const result = await compileReact(code, id);
    return { code: result.code, map: result.map };
  },
};

export default defineConfig({
  root,
  plugins: [reactCompiler],
  test: {
    include: ['tests/react-compiler/*.test.ts', 'tests/js/{tab,viewer}-*.test.tsx'],
    setupFiles: ['tests/react-compiler/strict-mode.ts'],
    env: { HUNKWISE_SCHEDULES: '20', HUNKWISE_FIRST_SEED: '3001' },
    maxWorkers: 4, // these tests wait for frames more than they work
    testTimeout: 30_000, // a busy machine is no failure
  },
});
