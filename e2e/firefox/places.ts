// What the scenarios are shown: the engine's page, the viewer's, and the demo over small trees with a relay in front that can fail.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../scripts/lib/static-server.mjs';
import { serveViewer } from '../pages/viewer/serve-viewer.ts';
import { startDemo } from '../support/demo-process.ts';
import { FaultRelay } from '../support/fault-relay.ts';
import { writeSampleTrees } from '../support/sample-trees.ts';

/** As strict as in Chromium, but for the icon: Firefox tells its refusal on the console. */
const policy =
  "default-src 'none'; img-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; require-trusted-types-for 'script'";

export interface Places {
  /** Origins. */
  readonly engine: string;
  readonly viewer: string;
  readonly demo: string;
  /** The demo once more, seen through a relay. */
  readonly relay: FaultRelay;
  /** Folders that the demo compares. */
  readonly trees: Readonly<Record<'source' | 'collection' | 'project', string>>;
  close(): Promise<void>;
}

export async function openPlaces(): Promise<Places> {
  const folder = mkdtempSync(join(tmpdir(), 'hunkwise-firefox-'));
  const engine = await serve({
    mounts: { '/dist/': 'dist', '/': 'e2e/pages' },
    headers: { 'content-security-policy': policy },
  });
  const viewer = await serveViewer("img-src 'self'");
  const trees = writeSampleTrees(folder);
  const demo = await startDemo(Object.entries(trees).flatMap(([tree, path]) => [`--${tree}`, path]));
  const relay = await new FaultRelay(demo.origin).listen();
  return {
    engine: engine.origin,
    viewer: viewer.origin,
    demo: demo.origin,
    relay,
    trees,
    async close() {
      await relay.close();
      demo.stop();
      await viewer.close();
      await engine.close();
      rmSync(folder, { recursive: true });
    },
  };
}
