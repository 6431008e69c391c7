#include "line_diff.h"

#include <dtl/dtl.hpp>

namespace hunkwise {

std::int64_t edit_distance(const std::vector<std::uint32_t>& old_lines,
                           const std::vector<std::uint32_t>& new_lines) {
  dtl::Diff<std::uint32_t, std::vector<std::uint32_t>> diff(old_lines, new_lines);
  diff.compose();
  return diff.getEditDistance();
}

}  // namespace hunkwise
