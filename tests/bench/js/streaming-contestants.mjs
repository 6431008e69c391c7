// An answer that arrives in chunks: what is left to do when the last one is there. Everybody may work while it arrives.
import { countText, readIndex } from './payload-contestants.mjs';

const CHUNK_BYTES = 64 * 1024;

function chunksOf(bytes) {
  const chunks = [];
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) chunks.push(bytes.subarray(at, at + CHUNK_BYTES));
  return chunks;
}

export function streamingContestants(engines, bytes) {
  const chunks = chunksOf(bytes);
  const last = chunks.pop();
  const contestants = Object.entries(engines).map(([name, engine]) => ({
    name,
    async prepare() {
      const indexer = engine.createPayloadIndexer();
      for (const chunk of chunks) await indexer.push(chunk);
      return indexer;
    },
    async run(indexer) {
      await indexer.push(last);
      return readIndex(await indexer.finish());
    },
  }));
  contestants.push({
    name: 'decode meanwhile, then JSON.parse + counting',
    prepare() {
      const decoder = new TextDecoder();
      let text = '';
      for (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
      return { decoder, text };
    },
    run: ({ decoder, text }) => countText(text + decoder.decode(last)),
  });
  return contestants;
}
