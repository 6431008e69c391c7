// The same "random" order at every run.

/** Numbers from 0 to `bound - 1` by a 32-bit xorshift. */
export function randomBelow(seed) {
  let state = seed;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}

/** A shuffled copy (Fisher-Yates). */
export function randomOrder(values, seed = 0x9e3779b9) {
  const order = [...values];
  const below = randomBelow(seed);
  for (let i = order.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
