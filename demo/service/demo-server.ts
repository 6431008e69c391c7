// The demo's service on a port: the package's own, with the demo's switches on top.

import { createSyncService, type RunningServer, type SyncServiceOptions, serveHttp } from 'hunkwise/server';
import type { Options } from './command-line.ts';
import { demoHandler } from './demo-handler.ts';

export async function startDemoServer(
  { comparison, port, ignoresFlags }: Options,
  mounts: ReadonlyMap<string, string>,
  others: Partial<SyncServiceOptions> = {},
): Promise<RunningServer> {
  const service = createSyncService({
    comparison,
    mounts,
    additive: !ignoresFlags,
    // The page shows what arrives; packing would save nothing on this machine.
    compression: false,
    ...others,
  });
  const { collectionName } = comparison;
  const server = await serveHttp(demoHandler(service, { collectionName, ignoresFlags }), { port });
  return {
    origin: server.origin,
    async close() {
      await server.close();
      await service.close();
    },
  };
}
