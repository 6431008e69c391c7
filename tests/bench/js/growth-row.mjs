// Answers of doubling size: whether the time grows with the size and not faster.
import { readIndex } from './payload-contestants.mjs';

export const growthSizes = [12.5, 25, 50, 100, 200]; // MB, each twice the one before
const nameOf = (size) => `${size} MB`;

export const growthRow = {
  id: 'growth',
  title: 'answers of doubling size: bytes → every path, status and counts',
  inputs: growthSizes.map((size) => `payload-${size}`),
  goals: growthSizes
    .slice(1)
    .map((size, i) => ({ of: nameOf(size), against: nameOf(growthSizes[i]), atMost: 2.2 })),
  async contestants({ engines, read }) {
    const [engine] = Object.values(engines);
    const contestants = [];
    for (const size of growthSizes) {
      const bytes = await read(`payload-${size}`);
      contestants.push({ name: nameOf(size), run: () => readIndex(engine.indexPayload(bytes)) });
    }
    return contestants;
  },
};
