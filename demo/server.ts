// The demo's program: reads the options, serves, prints the address.

import { fileURLToPath } from 'node:url';
import { readOptions, UsageError, usage } from './service/command-line.ts';
import { startDemoServer } from './service/demo-server.ts';

// The built program lies in build/demo/.
const folder = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

try {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    console.log(usage);
  } else {
    const options = await readOptions(args, folder('node_modules'));
    const mounts = new Map([
      ['/dist/', folder('dist')],
      ['/', folder('build/demo/page')],
    ]);
    const { origin } = await startDemoServer(options, mounts);
    console.log(`Hunkwise: ${origin}/`);
  }
} catch (error) {
  const isInUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (!(error instanceof UsageError) && !isInUse) throw error;
  console.error(isInUse ? 'The port is in use; choose another one with --port.' : error.message);
  process.exitCode = 1;
}
