// A text that starts with TRAP makes the core trap in the middle of the call: all of its memory is overwritten when such a
// text has been written into it.
const { set } = Uint8Array.prototype;
const marker = [0x54, 0x52, 0x41, 0x50];

Uint8Array.prototype.set = function (source, offset) {
  set.call(this, source, offset);
  const isHeap = this.length > 1_000_000;
  if (isHeap && marker.every((byte, i) => source[i] === byte)) this.fill(0xff);
};
