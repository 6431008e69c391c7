// Two texts -> the ranges of lines in which Python's difflib says that they differ.
#pragma once

#include <string_view>

#include "buffer.h"
#include "diff_limits.h"
#include "line_diff.h"
#include "line_index.h"

namespace hunkwise {

struct DifflibOptions {
  u32 max_runs = limits::kMaxDifflibRuns;  // bounds memory; changes nothing in the result
};

// Exactly the opcodes of difflib.SequenceMatcher(None, old_lines, new_lines), `autojunk` as it comes: its blocks are
// not a shortest diff, and depend on which text is the new one. With group_hunks() they become difflib.unified_diff's
// hunks.
//
// With m pairs of equal lines (m <= old lines * max(199, new lines / 100 + 1)): O(m log m) time, where difflib's own
// search may repeat all of m for every block it finds; memory for the runs that these pairs form, up to max_runs of
// them. A part of the texts with more is searched as difflib does it until its parts have fewer. May throw
// std::bad_alloc.
Buffer<ChangedRange> diff_lines_by_difflib(std::string_view old_text, const LineIndex& old_lines,
                                           std::string_view new_text, const LineIndex& new_lines,
                                           const DifflibOptions& options = {});

}  // namespace hunkwise
