// A patch of any number of files -> one entry per section: path, status, counts, byte range.
#pragma once

#include <span>

#include "diff_limits.h"
#include "diff_types.h"
#include "result_table.h"

namespace hunkwise {

// "--- ", "+++ " and "@@ -" are only together the beginning of a file.
inline constexpr std::size_t kMostPatchLookahead = 2 * (limits::kMaxHeaderLineBytes + 1) + 4;

// One window of a patch, in order. `state` is empty for the first one, else the last section of what the call before
// put into `out`. The header's `consumed` may be less than the window: the rest must be given again, at the front of
// the next window; 0 asks for a larger window (kMostPatchLookahead bytes are always enough).
// Never fails on content: what is no patch is prose, what does not add up is raw text of its file.
Status index_patch(std::span<const u8> state, std::span<const u8> window, bool is_last, ResultArena& out);

}  // namespace hunkwise
