// npm start [-- OPTIONS]: builds what is missing and serves the demo. The options are the server's own.
import { main, run } from './lib/process.mjs';
import { ensureDist, ensureNodeModules } from './lib/steps.mjs';

await main(async () => {
  await ensureNodeModules();
  await ensureDist();
  return run(process.execPath, ['demo/server.mjs', ...process.argv.slice(2)]);
});
