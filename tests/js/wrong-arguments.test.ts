// What JavaScript can pass and TypeScript would have refused: each is told what it passed and what to pass.

import { expect, test } from 'vitest';
import { testEngine } from './support/core.ts';
import { bytesOf } from './support/feeding.ts';
import { fileEntry, payload } from './support/payload.ts';

const { engine } = testEngine();

const calls: readonly [string, (input: never) => unknown][] = [
  ['indexPayload', (input) => engine.indexPayload(input)],
  ['indexPatch', (input) => engine.indexPatch(input)],
  ['parseDiff', (input) => engine.parseDiff(input)],
  ['diffTexts, old', (input) => engine.diffTexts(input, '')],
  ['diffTexts, new', (input) => engine.diffTexts('', input)],
  ['push', (input) => engine.createPayloadIndexer().push(input)],
];

const inputs: readonly [unknown, RegExp][] = [
  [undefined, /it is undefined\.$/],
  [null, /it is null\.$/],
  [7, /of the type Number\.$/],
  [Promise.resolve(''), /of the type Promise\. Wait for it with await\.$/],
  [new ArrayBuffer(8), /of the type ArrayBuffer\. Wrap it: new Uint8Array\(buffer\)/],
  [new Uint16Array(8), /of the type Uint16Array\.$/],
  [new DataView(new ArrayBuffer(8)), /of the type DataView\.$/],
  [new Blob(['x']), /of the type Blob\. Read it first: new Uint8Array\(await input\.arrayBuffer\(\)\)/],
  [new File(['x'], 'a.diff'), /of the type File\. Read it first/],
  [new Response('x'), /of the type Response\. Read it first/],
  [
    new Response('x').body,
    /of the type ReadableStream\. Read it first: new Uint8Array\(await new Response\(stream\)/,
  ],
  [{ files: [] }, /of the type Object\. Pass the text or the bytes as they came/],
  [['a'], /of the type Array\. Pass the text or the bytes as they came/],
];

test.each(calls)('%s says what it was given, and how to get bytes of it', (_, call) => {
  for (const [input, message] of inputs)
    expect(() => call(input as never)).toThrow(
      expect.objectContaining({ code: 'wrong-type', message: expect.stringMatching(message) }),
    );
});

test('a chunk that is a string is taken as its UTF-8 bytes, as everywhere else', () => {
  const text = payload([fileEntry({ file_path: 'ä.txt' })]);
  const indexer = engine.createPayloadIndexer();
  for (let at = 0; at < text.length; at += 50) indexer.push(text.slice(at, at + 50) as never);
  expect(indexer.finish().path(0)).toBe('ä.txt');
});

test('a promise in the place of an index is told apart from other values', () => {
  expect(() => engine.parseFile(Promise.resolve() as never, 0)).toThrow(
    expect.objectContaining({ code: 'wrong-type', message: expect.stringContaining('await') }),
  );
});

test.each([undefined, Number.NaN, 0, -1])(
  'a parser that is to read %s bytes refuses, instead of never ending',
  (bytes) => {
    const index = engine.indexPayload(bytesOf(payload([fileEntry()])));
    const parser = engine.createFileParser(index, 0);
    expect(() => parser.read(bytes as number)).toThrow(RangeError);
    parser.read(Infinity);
    expect(parser.isComplete).toBe(true);
  },
);
