// One file through the React Compiler, and what the compiler says about each of its components and hooks.

import { transformAsync } from '@babel/core';

/**
 * Compiles the components and hooks of a TypeScript file. Those that the compiler refuses stay as they are.
 *
 * @param {string} code
 * @param {string} filename
 * @returns {Promise<{ code: string, map: any, compiled: string[], refused: string[] }>} `compiled` has names, `refused`
 *   "name: why" with the compiler's word for the reason; types are left in the code
 */
export async function compileReact(code, filename) {
  const compiled = [];
  const refused = new Set();
  const lines = code.split('\n');
  const nameAt = (line) => /(?:function|const) (\w+)/.exec(lines[line - 1] ?? '')?.[1] ?? `line ${line}`;
  const logEvent = (_, { kind, fnName, fnLoc, detail, reason }) => {
    const name = fnName ?? nameAt(fnLoc?.start.line ?? 0);
    if (kind === 'CompileSuccess') compiled.push(name);
    else refused.add(`${name}: ${detail?.category ?? reason ?? kind}`);
  };
  const result = await transformAsync(code, {
    filename,
    babelrc: false,
    configFile: false,
    sourceMaps: true,
    parserOpts: { plugins: ['typescript', 'jsx'] },
    plugins: [
      ['babel-plugin-react-compiler', { target: '19', panicThreshold: 'none', logger: { logEvent } }],
    ],
  });
  return { code: result.code, map: result.map, compiled, refused: [...refused] };
}
