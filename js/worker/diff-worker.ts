// Placeholder until the real worker.
import { loadEngine } from '../core/engine.ts';

const engine = loadEngine();
self.onmessage = async (event: MessageEvent<string>) => {
  self.postMessage((await engine).countFiles(event.data));
};
