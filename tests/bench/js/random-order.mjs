// The same "random" order at every run.

/** A shuffled copy (Fisher-Yates over a 32-bit xorshift). */
export function randomOrder(values, seed = 0x9e3779b9) {
  const order = [...values];
  let state = seed;
  for (let i = order.length - 1; i > 0; i--) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const j = (state >>> 0) % (i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
