// The places that the package is tried in. Each gets a fresh project with the packed package installed, and records what
// it finds through `check(title, isFine, detail)`. All pages are served under the strictest policy that the package supports.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../process.mjs';
import { serve } from '../static-server.mjs';
import { applicationEnvironment, freshProject, runIn } from './project.mjs';
import { checkShownPage, description, strictPolicy } from './shown-page.mjs';

// A page of the folder, with what the bundler made of it.
async function showFolder(folder, wanted, policy, { browser, check }) {
  const headers = { 'content-security-policy': policy };
  const server = await serve({ mounts: { '/': relative(root, folder) }, headers });
  try {
    await checkShownPage(await browser(), `${server.origin}/index.html`, wanted, check);
  } finally {
    await server.close();
  }
}

const everything = (react) => ({ outputs: ['page', 'worker'], react });

// An application that its bundler makes into static files.
const bundled =
  (sources, react) =>
  async ({ folder, tarball, ...context }) => {
    await freshProject(folder, sources, tarball);
    await runIn(folder, process.execPath, ['build.mjs']);
    await showFolder(join(folder, 'out'), everything(react), strictPolicy, context);
  };

// Starts a server in a process of its own (bundlers change the environment of theirs), and waits for the line in which it
// says where it is.
function startServer(folder, args) {
  const child = spawn(process.execPath, args, { cwd: folder, env: applicationEnvironment() });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = () => {
    child.kill();
    return ended;
  };
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (bytes) => {
      output += bytes;
      const port = /Local: .*:(\d+)/.exec(output)?.[1];
      if (port) resolve({ origin: `http://127.0.0.1:${port}`, stop });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    void ended.then((code) => reject(new Error(`${args.join(' ')} ended with exit code ${code}\n${output}`)));
  });
}

const viteServer =
  (sources, react) =>
  async ({ folder, tarball, browser, check }) => {
    await freshProject(folder, sources, tarball);
    const server = await startServer(folder, ['serve.mjs']);
    try {
      await checkShownPage(await browser(), `${server.origin}/`, everything(react), check);
    } finally {
      await server.stop();
    }
  };

const next = (bundler) => async (context) => {
  const { folder, tarball, browser, check } = context;
  await freshProject(folder, ['next'], tarball);
  await runIn(folder, process.execPath, ['build.mjs', bundler]);
  const program = 'node_modules/next/dist/bin/next';
  const server = await startServer(folder, [program, 'start', '-H', '127.0.0.1', '-p', '0']);
  try {
    const html = await (await fetch(`${server.origin}/`)).text();
    const escaped = description.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    check('rendered on the server: counts and rows', html.includes(escaped), html.slice(0, 2000));
    check('rendered on the server: the viewer', html.includes('class="hw-viewer"'), html.slice(0, 2000));
    const advice = /id="fetching">DiffError wasm-load-failed: [^<]*hunkwise\/inline/;
    check(
      'on the server, the entry that fetches names the one that does not',
      advice.test(html),
      html.slice(0, 2000),
    );
    // Next.js has a React of its own for pages.
    await checkShownPage(await browser(), `${server.origin}/`, everything('19'), check);
  } finally {
    await server.stop();
  }
};

async function node({ folder, tarball, check }) {
  await freshProject(folder, ['node'], tarball);
  const found = JSON.parse(await runIn(folder, process.execPath, ['main.mjs'], 30_000));
  for (const entry of ['page', 'inline', 'worker'])
    check(`${entry}: counts and rows`, found[entry] === description, found[entry]);
  check('sync: an answer of the service', found.sync === '1 file, +1 -1', found.sync);
  const compared = '1 file a.txt, +1 -1';
  check('server: two folders, over a socket', found.service === compared, found.service);
  check('npx hunkwise serve: the same, and a page', found.program === `${compared}; page 200`, found.program);
}

async function page({ folder, tarball, ...context }) {
  await freshProject(folder, ['page'], tarball);
  // The import map is inside the page, so the policy has to name it; and the page starts a Worker of its own.
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const [, map = ''] = /<script type="importmap">([\s\S]*?)<\/script>/.exec(html) ?? [];
  const hash = createHash('sha256').update(map).digest('base64');
  const policy = strictPolicy
    .replace("script-src 'self'", `script-src 'self' 'sha256-${hash}'`)
    .replace('trusted-types hunkwise', 'trusted-types hunkwise own');
  const outputs = ['page', 'inline', 'worker', 'own-worker'];
  await showFolder(folder, { outputs }, policy, context);
}

// Nothing but the page and its script may be asked for.
async function inline({ folder, tarball, ...context }) {
  await freshProject(folder, ['esbuild', 'inline'], tarball);
  await runIn(folder, process.execPath, ['build.mjs']);
  const made = readdirSync(join(folder, 'out')).sort().join(' ');
  context.check('one script and its page', made === 'index.html main.js', made);
  const policy = strictPolicy.replace("connect-src 'self'; worker-src 'self'; ", '');
  await showFolder(join(folder, 'out'), { outputs: ['inline'] }, policy, context);
}

/** By name: what it is, whether it is quick enough for every `npm test`, and how it is tried. */
export const places = new Map([
  ['node', { title: 'Node script', isQuick: true, run: node }],
  ['page', { title: 'no bundler: import map', isQuick: true, run: page }],
  ['inline', { title: 'hunkwise/inline, one script', isQuick: true, run: inline }],
  ['esbuild', { title: 'esbuild, React 19', isQuick: true, run: bundled(['esbuild'], '19') }],
  ['rollup', { title: 'Rollup, React 19', run: bundled(['rollup'], '19') }],
  ['webpack', { title: 'webpack 5, React 19', run: bundled(['webpack'], '19') }],
  ['vite', { title: 'Vite 8 build, React 19', run: bundled(['vite'], '19') }],
  ['vite-dev', { title: 'Vite 8 dev server, React 19', run: viteServer(['vite'], '19') }],
  ['vite-react18', { title: 'Vite 8 build, React 18.3', run: bundled(['vite', 'vite-react18'], '18.3') }],
  ['next', { title: 'Next.js 16, Turbopack', run: next('--turbopack') }],
  ['next-webpack', { title: 'Next.js 16, webpack', run: next('--webpack') }],
]);
