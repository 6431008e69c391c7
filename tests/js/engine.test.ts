import { expect, test } from 'vitest';
import * as separate from '../../dist/index.js';
import * as inline from '../../dist/inline.js';

const json = `{"diff":"-a\\n+\\u00e9","files":[1,2,3]}`;

test.each([
  ['core.wasm beside the code', separate.loadEngine],
  ['core.wasm inlined', inline.loadEngine],
])('the built package answers in Node: %s', async (_, loadEngine) => {
  const engine = await loadEngine();
  expect(engine.countFiles(json)).toBe(3);
  expect(engine.countFiles(json.slice(0, -1))).toBe(-1);
});

test('a trap costs one call: the next one, in the same turn, gets a new instance', async () => {
  const engine = await inline.loadEngine();
  expect(() => engine.trap()).toThrow(WebAssembly.RuntimeError);
  expect(engine.countFiles(json)).toBe(3);
});

test('a document larger than the initial memory grows the heap', async () => {
  const engine = await inline.loadEngine();
  const before = engine.heapBytes;
  expect(engine.countFiles(`{"files":[${'1,'.repeat(3_000_000)}1]}`)).toBe(3_000_001);
  expect(engine.heapBytes).toBeGreaterThan(before);
});

test('refused memory is an answer, not an exception', async () => {
  const engine = await inline.loadEngine();
  expect(engine.canHold(2_147_483_000)).toBe(false);
  expect(engine.countFiles(json)).toBe(3);
});
