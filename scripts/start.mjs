// npm start [-- OPTIONS]: builds what is missing and serves the demo. The options are the server's own (--help).
import { main } from './lib/process.mjs';
import { ensureDemo, ensureNodeModules } from './lib/steps.mjs';

await main(async () => {
  await ensureNodeModules();
  await ensureDemo();
  // In this process, so that ending it ends the server.
  await import(new URL('../build/demo/server.mjs', import.meta.url));
  return process.exitCode;
});
