// core.wasm as another release might have it: the same module, but that it calls itself version 2.

/** The body of abiVersion(): 4 bytes, no locals, the number, the end. */
const BODY = Uint8Array.of(4, 0, 0x41, 1, 0x0b);

export function otherVersion(wasm: Uint8Array): Uint8Array<ArrayBuffer> {
  const other = new Uint8Array(wasm);
  const text = Buffer.from(other.buffer);
  const at = text.indexOf(BODY);
  if (at < 0 || text.indexOf(BODY, at + 1) >= 0) throw new Error('abiVersion() is not where it was');
  other[at + 3] = 2;
  return other;
}
