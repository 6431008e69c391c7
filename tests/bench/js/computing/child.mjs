// One contestant in a process of its own, which answers each message with one call's milliseconds: the parent lets the
// contestants take turns, and can end one that takes too long. Arguments: work, contestant, old file, new file.
import { readFileSync } from 'node:fs';
import { checkRanges, checkSpans } from './checks.mjs';
import { contestantsOf } from './contestants.mjs';
import { works } from './works.mjs';

const [id, name, ...paths] = process.argv.slice(2);
const texts = paths.map((path) => readFileSync(path, 'utf8'));
const work = works.find((candidate) => candidate.id === id);
const contestant = (await contestantsOf(work, texts)).find((candidate) => candidate.name === name);

function call() {
  globalThis.gc();
  const start = performance.now();
  const result = contestant.run();
  return { time: performance.now() - start, result };
}

const LEAST_WARM_UP_MS = 400;

const answers = {
  /** The very first call, with cold code. */
  first: () => ({ time: call().time }),
  check() {
    const { result } = call();
    return work.isIntraline
      ? checkSpans(contestant.spans(result), texts)
      : checkRanges(contestant.ranges(result), texts);
  },
  warmUp() {
    for (let total = 0; total < LEAST_WARM_UP_MS; ) total += call().time;
    return {};
  },
  sample: () => ({ time: call().time }),
};

process.on('message', (question) => {
  try {
    process.send(answers[question]());
  } catch (error) {
    process.send({ failed: error.message });
  }
});
process.send({ isReady: true });
