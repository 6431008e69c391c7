// The demo's program: reads the options, loads the core, serves, prints the address.

import { fileURLToPath } from 'node:url';
import { loadEngine } from 'hunkwise';
import { readOptions, UsageError, usage } from './service/command-line.ts';
import { DiffCounts } from './service/diff-counts.ts';
import { startServer } from './service/http-server.ts';

// The built program lies in build/demo/.
const folder = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

try {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    console.log(usage);
  } else {
    const { comparison, port } = await readOptions(args, folder('node_modules'));
    const mounts = new Map([
      ['/dist/', folder('dist')],
      ['/', folder('build/demo/page')],
    ]);
    const { origin } = await startServer({
      comparison: { ...comparison, counts: new DiffCounts() },
      differ: await loadEngine(),
      mounts,
      port,
    });
    console.log(`Hunkwise: ${origin}/`);
  }
} catch (error) {
  const isInUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (!(error instanceof UsageError) && !isInUse) throw error;
  console.error(isInUse ? 'The port is in use; choose another one with --port.' : error.message);
  process.exitCode = 1;
}
