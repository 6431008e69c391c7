// Where the lines of a text start. Only LF ends a line; CR, VT, FF, U+0085, U+2028 and U+2029 are text.
#pragma once

#include <string_view>

#include "buffer.h"
#include "diff_types.h"

namespace hunkwise {

struct LineIndex {
  Buffer<u32> starts = {0};        // lines + 1 byte positions, ascending; the last is the size of the text
  bool ends_with_newline = false;  // an empty text ends with nothing

  u32 count() const noexcept { return static_cast<u32>(starts.size() - 1); }

  // Line i with its LF, if it has one: two lines are the same exactly when these bytes are.
  std::string_view raw_line(std::string_view text, u32 i) const noexcept {
    return text.substr(starts[i], starts[i + 1] - starts[i]);
  }

  // Line i without its LF.
  std::string_view line(std::string_view text, u32 i) const noexcept {
    std::string_view raw = raw_line(text, i);
    if (!raw.empty() && raw.back() == '\n') raw.remove_suffix(1);
    return raw;
  }
};

// Precondition: text.size() <= limits::kMaxSourceBytes. Two passes, so that no more than 4 bytes a
// line are allocated, and 16.
LineIndex index_lines(std::string_view text);

}  // namespace hunkwise
