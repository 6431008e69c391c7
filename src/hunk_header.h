// Reads the "@@ -a,b +c,d @@" line: the only part of a unified diff that says what follows it.
#pragma once

#include <string_view>

#include "diff_types.h"

namespace hunkwise {

struct HunkHeader {
  u32 old_start = 0;  // as printed: 1-based, the line before where the count is 0
  u32 old_count = 0;
  u32 new_start = 0;
  u32 new_count = 0;
};

enum class HunkHeaderResult : u8 {
  kNone,      // some other line
  kHeader,    // `header` is filled
  kBad,       // starts like a header; numbers missing, or of 2^31 and more
  kCombined,  // "@@@ …": a merge's diff
};

// `line` is the beginning of a line, unescaped; limits::kLineHeadBytes of it are enough. Linear, no allocation.
HunkHeaderResult read_hunk_header(std::string_view line, HunkHeader& header);

}  // namespace hunkwise
