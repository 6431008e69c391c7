#include "middle_snake.h"

#include <algorithm>
#include <cstddef>
#include <limits>

#include "same_ids.h"

namespace hunkwise {
namespace {

constexpr i32 kUnreached = std::numeric_limits<i32>::min() / 2;

// Rounds of every search, whatever the effort: without them nothing would be cut off.
constexpr i32 kFirstRounds = 2;

std::size_t at(i32 i) { return static_cast<std::size_t>(i); }

}  // namespace

void MiddleSnake::Frontier::start(i32 old_size, i32 new_size, i32 rounds) {
  low_limit = -new_size;
  high_limit = old_size;
  zero = std::min(new_size, rounds) + 1;
  const std::size_t needed = at(zero + std::min(old_size, rounds) + 2);
  if (reach.size() < needed) reach.resize_for_overwrite(needed);
  low_seen = high_seen = 0;
  reach[at(zero)] = kUnreached;
  see(0, 1);
  reach[at(zero + 1)] = 0;  // so that round 0 finds the corner itself one step below diagonal 1
}

void MiddleSnake::Frontier::see(i32 low, i32 high) {
  while (low_seen > low) reach[at(zero + --low_seen)] = kUnreached;
  while (high_seen < high) reach[at(zero + ++high_seen)] = kUnreached;
}

i32 MiddleSnake::Frontier::furthest(i32& x, i32& y) const {
  i32 best = -1;
  for (i32 k = low_seen; k <= high_seen; ++k) {
    const i32 reached = reach[at(zero + k)];
    if (reached < 0 || 2 * reached - k <= best) continue;
    best = 2 * reached - k;
    x = reached;
    y = reached - k;
  }
  return best;
}

template <bool kForward>
bool MiddleSnake::advance(std::span<const u32> old_ids, std::span<const u32> new_ids, i32 round, i64& effort,
                          i32& x_met, i32& y_met) {
  Frontier& mine = kForward ? forward_ : backward_;
  const Frontier& theirs = kForward ? backward_ : forward_;
  const i32 old_size = static_cast<i32>(old_ids.size());
  const i32 new_size = static_cast<i32>(new_ids.size());
  const i32 delta = old_size - new_size;
  // Paths of both directions can meet on a diagonal only when the parity of their edits allows it.
  const bool can_meet = ((delta & 1) != 0) == kForward;

  i32 low = std::max(-round, mine.low_limit);
  i32 high = std::min(round, mine.high_limit);
  if (((low ^ round) & 1) != 0) ++low;
  if (((high ^ round) & 1) != 0) --high;
  if (low > high) return false;
  mine.see(low - 1, high + 1);
  i32* const reach = mine.reach.data() + mine.zero;
  for (i32 k = low; k <= high; k += 2) {
    i32 x = std::max(reach[k - 1] + 1, reach[k + 1]);
    if (x < 0) continue;
    // Of thousands of diagonals each may run through both texts in the same round: its end would be too late to stop.
    if (effort <= 0 && round >= kFirstRounds) return false;
    const i32 from = x;
    const i64 affordable = x + std::max<i64>(effort, 0);
    const i32 end = static_cast<i32>(std::min<i64>(std::min(old_size, new_size + k), affordable));
    const u32* const old_at = old_ids.data() + (kForward ? x : old_size - x);
    const u32* const new_at = new_ids.data() + (kForward ? x - k : new_size - x + k);
    x += count_same_ids<kForward>(old_at, new_at, end - x);
    effort -= x - from + 1;
    reach[k] = x;
    const i32 y = x - k;
    // From an edge, only steps along it remain, and those stay on this side of the diagonal.
    if (x == old_size) mine.high_limit = std::min(mine.high_limit, k);
    if (y == new_size) mine.low_limit = std::max(mine.low_limit, k);
    if (!can_meet) continue;
    const i32 opposite = delta - k;
    if (opposite < theirs.low_seen || opposite > theirs.high_seen) continue;
    const i32 other = theirs.reach[at(theirs.zero + opposite)];
    if (other >= 0 && x + other >= old_size) {
      x_met = x;
      y_met = y;
      return true;
    }
  }
  return false;
}

Split MiddleSnake::find(std::span<const u32> old_ids, std::span<const u32> new_ids, u32 max_rounds, i64& effort) {
  const i32 old_size = static_cast<i32>(old_ids.size());
  const i32 new_size = static_cast<i32>(new_ids.size());
  const i32 rounds = static_cast<i32>(std::min<u32>(max_rounds, 1u << 30));
  forward_.start(old_size, new_size, rounds);
  backward_.start(old_size, new_size, rounds);

  Split split;
  i32 x = 0;
  i32 y = 0;
  for (i32 round = 0; round <= rounds && (round < kFirstRounds || effort > 0); ++round) {
    if (advance<true>(old_ids, new_ids, round, effort, x, y)) {
      split = {static_cast<u32>(x), static_cast<u32>(y), static_cast<u32>(round), static_cast<u32>(round - 1), true};
      break;
    }
    if (advance<false>(old_ids, new_ids, round, effort, x, y)) {
      split = {static_cast<u32>(old_size - x), static_cast<u32>(new_size - y), static_cast<u32>(round),
               static_cast<u32>(round), true};
      break;
    }
  }
  if (split.is_minimal) return split;

  i32 x_back = 0;
  i32 y_back = 0;
  const i32 ahead = forward_.furthest(x, y);
  if (backward_.furthest(x_back, y_back) > ahead) {
    x = old_size - x_back;
    y = new_size - y_back;
  }
  split.old_at = static_cast<u32>(x);
  split.new_at = static_cast<u32>(y);
  return split;
}

}  // namespace hunkwise
