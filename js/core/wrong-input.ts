// What was passed in place of bytes: its name, and how to get bytes of it.

import { DiffError } from './errors.ts';

const readFirst = 'Read it first: new Uint8Array(await input.arrayBuffer()).';

const unparsed = 'Pass the text or the bytes as they came, not what was parsed of them.';

/** By the name that `Object.prototype.toString` gives: a value may be of another page or of Node. */
const advice: Readonly<Record<string, string>> = {
  Promise: 'Wait for it with await.',
  ArrayBuffer: 'Wrap it: new Uint8Array(buffer).',
  Blob: readFirst,
  File: readFirst,
  Response: readFirst,
  ReadableStream: 'Read it first: new Uint8Array(await new Response(stream).arrayBuffer()).',
  Object: unparsed,
  Array: unparsed,
};

/** Of an argument that is neither bytes nor a string. */
export function wrongInput(input: unknown): DiffError {
  const name = Object.prototype.toString.call(input).slice('[object '.length, -1);
  const shown = name === 'Undefined' || name === 'Null' ? name.toLowerCase() : `of the type ${name}`;
  const sentences = [`The input must be a Uint8Array or a string; it is ${shown}.`, advice[name]];
  return new DiffError('wrong-type', sentences.filter(Boolean).join(' '));
}
