// Placeholder until the real worker.
import { engineFrom } from '../core/engine.ts';

self.onmessage = (event: MessageEvent<{ module: WebAssembly.Module; json: string }>) => {
  self.postMessage(engineFrom(event.data.module).countFiles(event.data.json));
};
