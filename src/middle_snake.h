// Cuts a comparison of two id sequences in two at a point on a shortest path, in linear space.
#pragma once

#include <span>

#include "buffer.h"
#include "diff_types.h"

namespace hunkwise {

struct Split {
  u32 old_at = 0, new_at = 0;  // relative to the spans; never both at their start, nor both at their end
  u32 distance_before = 0;     // edits of the two parts, when is_minimal
  u32 distance_after = 0;
  bool is_minimal = false;  // on a shortest path; otherwise the point that was furthest from a corner
};

// The bidirectional search of E. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1
// (1986), section 4b. Stopping after a number of rounds and cutting at the furthest point is what GNU diff
// and git's xdiff do
// ("too expensive").
class MiddleSnake {
 public:
  // Precondition: both spans are non-empty, at most limits::kMaxDiffItems long, and differ in their first and
  // in their last id. Uses up to max_rounds rounds and takes the steps off `effort`, a diagonal and each of its equal
  // ids being one; the search ends where the effort does, six steps later at most.
  Split find(std::span<const u32> old_ids, std::span<const u32> new_ids, u32 max_rounds, i64& effort);

 private:
  // How far paths with d edits get, per diagonal k = x - y, from one of the two corners.
  struct Frontier {
    Buffer<i32> reach;  // x by k + zero
    i32 zero = 0;
    i32 low_limit = 0,
        high_limit = 0;               // diagonals beyond lead nowhere: the path has reached an edge of the box
    i32 low_seen = 0, high_seen = 0;  // reach is initialised in between

    void start(i32 old_size, i32 new_size, i32 rounds);
    void see(i32 low, i32 high);
    // Whichever of the reached points is furthest from the corner; returns x + y.
    i32 furthest(i32& x, i32& y) const;
  };

  template <bool kForward>
  bool advance(std::span<const u32> old_ids, std::span<const u32> new_ids, i32 round, i64& effort, i32& x, i32& y);

  Frontier forward_, backward_;
};

}  // namespace hunkwise
