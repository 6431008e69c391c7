// The same engine with the core inside: nothing is fetched.
import bytes from '#core-wasm';
import { engineFrom, type PlaceholderEngine } from './core/engine.ts';

export async function loadEngine(): Promise<PlaceholderEngine> {
  return engineFrom(await WebAssembly.compile(bytes));
}
