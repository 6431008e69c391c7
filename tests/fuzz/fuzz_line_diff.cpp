// Property: the edit distance is at most the sum of the lengths, has its parity, and is symmetric.
#include <cstddef>
#include <cstdlib>
#include <vector>

#include "line_diff.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 512) return 0;
  const auto half = static_cast<std::ptrdiff_t>(size / 2);
  const std::vector<std::uint32_t> old_lines(data, data + half);
  const std::vector<std::uint32_t> new_lines(data + half, data + size);
  const auto there = hunkwise::edit_distance(old_lines, new_lines);
  const auto back = hunkwise::edit_distance(new_lines, old_lines);
  const auto total = static_cast<std::int64_t>(size);
  if (there != back || there < 0 || there > total || (there - total) % 2 != 0) std::abort();
  return 0;
}
