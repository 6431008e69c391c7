// Two texts -> the ranges of lines in which they differ, and hunks around them.
#pragma once

#include <span>
#include <string_view>

#include "buffer.h"
#include "diff_limits.h"
#include "diff_types.h"
#include "line_index.h"

namespace hunkwise {

// 0-based lines. Ranges are ascending and separated by at least one common line; one of the counts may be 0.
struct ChangedRange {
  u32 old_start, old_count, new_start, new_count;
  bool operator==(const ChangedRange&) const = default;
};

struct LineDiffOptions {
  u32 max_effort = limits::kLineDiffEffort;
};

struct LineDiff {
  Buffer<ChangedRange> changes;
  bool is_exact = true;  // no diff has fewer additions + deletions
};

// A last line without LF differs from the same line with LF. Replacing every old range by its new one gives
// the new text whatever max_effort is; beyond the effort, time is near-linear and is_exact false. May throw
// std::bad_alloc.
LineDiff diff_lines(std::string_view old_text, const LineIndex& old_lines, std::string_view new_text,
                    const LineIndex& new_lines, const LineDiffOptions& options = {});

// The ranges of lines whose flag is not 0; the other lines are common, the n-th of one side to the n-th of the other.
Buffer<ChangedRange> changed_ranges(std::span<const u8> old_changed, std::span<const u8> new_changed);

// 0-based starts, counts with context. A side with count 0 starts at the line before which it would stand.
struct HunkRange {
  u32 old_start, old_count, new_start, new_count;
  u32 first_change, change_count;
  bool operator==(const HunkRange&) const = default;
};

// Changes with at most 2 * context common lines between them share a hunk, as git and GNU diff have it.
Buffer<HunkRange> group_hunks(std::span<const ChangedRange> changes, u32 old_lines, u32 new_lines, u32 context);

// Sets changed[i] to 0 for every id of a common subsequence and leaves the others alone; returns whether no
// longer one exists. Ids are < id_count. The flags are parallel to the ids. For line_diff and intraline_diff.
bool mark_common_ids(std::span<const u32> old_ids, std::span<const u32> new_ids, u32 id_count, i64 effort,
                     std::span<u8> old_changed, std::span<u8> new_changed);

}  // namespace hunkwise
