// The longest common subsequence of two short sequences of ids.
#pragma once

#include <span>

#include "diff_types.h"

namespace hunkwise {

inline constexpr std::size_t kMostShortIds = 64;  // a side

// Sets changed[i] to 0 for every id of a longest common subsequence and leaves the others alone; the flags are parallel
// to the ids. Of several it takes the one with the earliest new ids. Allocates nothing: 2.5 KB of stack, and a few
// instructions for each id.
//
// The table of all lengths, a row of 64 cells in one word: H. Hyyrö, "Bit-Parallel LCS-length Computation Revisited",
// AWOCA 2004.
//
// Precondition: at most kMostShortIds a side.
void match_short(std::span<const u32> old_ids, std::span<const u32> new_ids, u8* old_changed, u8* new_changed);

}  // namespace hunkwise
