// Which goals of computing a work's figures meet.
import { spread } from '../interleaved.mjs';

export const medianOf = ({ samples }) => (samples.length ? spread(samples).median : undefined);

function fastestPeer(work) {
  return Object.entries(work.contestants)
    .filter(([, entry]) => entry.isPeer && !entry.failed && entry.samples.length)
    .sort((a, b) => medianOf(a[1]) - medianOf(b[1]))[0];
}

const milliseconds = (value) => `${value >= 10 ? value.toFixed(0) : value.toFixed(2)} ms`;

function twiceThePeer(work, ours) {
  const text = '≥ 2× the fastest JavaScript peer';
  const [name, peer] = fastestPeer(work) ?? [];
  if (!name) return { text, isMet: true, because: 'no peer came to an end' };
  const ratio = medianOf(peer) / medianOf(ours);
  return {
    text,
    isMet: ratio >= 2,
    because: `${milliseconds(medianOf(peer))} of ${name}, ${ratio.toFixed(2)} times`,
  };
}

/** Ours of bytes, which is what git reads. */
function likeGit(work) {
  const [ours, git] = [
    medianOf(work.contestants['hunkwise, of bytes']),
    medianOf(work.contestants['git diff']),
  ];
  const because = `${milliseconds(ours)} against ${milliseconds(git)}, ${(ours / git).toFixed(2)} times`;
  return { text: '≤ 1.5 × git diff less its start', isMet: ours <= 1.5 * git, because };
}

/** No more spans than the fastest peer has, and no more that begin or end inside a word. */
function goodSpans(work, ours) {
  const [name, peer] = fastestPeer(work) ?? [];
  const describe = ({ spans, marked, cutWords }) => `${spans} spans, ${cutWords} cut a word, ${marked} units`;
  const text = 'spans at least as good as those of the fastest peer';
  if (!name) return { text, isMet: true, because: 'no peer came to an end' };
  const isMet = ours.quality.spans <= peer.quality.spans && ours.quality.cutWords <= peer.quality.cutWords;
  return { text, isMet, because: `${describe(ours.quality)}; ${name}: ${describe(peer.quality)}` };
}

export function computingGoals(work) {
  const ours = work.contestants.hunkwise;
  if (ours.failed) return [{ text: 'comes to an end', isMet: false, because: ours.failed }];
  const common = [twiceThePeer(work, ours)];
  return work.contestants['git diff'] ? [...common, likeGit(work)] : [...common, goodSpans(work, ours)];
}
