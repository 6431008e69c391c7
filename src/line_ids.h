// Numbers for lines: equal lines of two texts get the same number, so that a diff compares integers.
#pragma once

#include <string_view>

#include "buffer.h"
#include "diff_types.h"
#include "line_index.h"

namespace hunkwise {

// A stretch of a text's lines: [first, last).
struct LineRange {
  std::string_view text;
  const LineIndex* lines;
  u32 first;
  u32 last;
};

// Every line of both sides, for those who need to know which lines are neighbours.
inline constexpr u32 kNoLineId = 0xFFFFFFFFu;
struct LineNumbers {
  Buffer<u32> old_ids, new_ids;  // 0 <= id < id_count; kNoLineId: a new line that may not occur on the old side
  u32 id_count = 0;
};

// Near-linear in bytes. Lines made to collide cost a sort instead: O(bytes * log lines), never a quadratic
// table.
LineNumbers number_lines(const LineRange& old_side, const LineRange& new_side);

// The lines that occur on both sides, in order. All others are changed whatever the rest looks like, so
// leaving them out keeps a shortest diff shortest (git's xprepare.c also leaves out frequent lines; that
// would not).
struct CommonLines {
  Buffer<u32> old_ids, new_ids;      // 0 <= id < id_count
  Buffer<u32> old_lines, new_lines;  // the line each id stands for
  u32 id_count = 0;
};

// As number_lines.
CommonLines number_common_lines(const LineRange& old_side, const LineRange& new_side);

// A text and its place among those to be numbered.
struct PlacedText {
  std::string_view text;
  u32 place;
};

// ids[place] becomes equal for equal texts; returns how many ids there are. O(bytes * log texts) whatever the
// texts are, which no hash table without a secret can promise. Reorders `texts`, whose places are 0 to size
// - 1.
u32 number_texts(Buffer<PlacedText>& texts, Buffer<u32>& ids);

// Exposed for the test that makes lines collide.
u64 hash_line(std::string_view raw_line) noexcept;

}  // namespace hunkwise
