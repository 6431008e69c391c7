// Placeholder until the real line diff: shows that dtl compiles in every preset.
#pragma once

#include <cstdint>
#include <vector>

namespace hunkwise {

// Number of additions and deletions of a shortest edit script between two sequences of line ids.
std::int64_t edit_distance(const std::vector<std::uint32_t>& old_lines,
                           const std::vector<std::uint32_t>& new_lines);

}  // namespace hunkwise
