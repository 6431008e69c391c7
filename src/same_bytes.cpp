#include "same_bytes.h"

#include <algorithm>
#include <bit>

namespace hunkwise {

// Short loops are what costs: their ends are hard to predict. So the last words of a line overlap those before them.
bool same_bytes(std::string_view a, std::string_view b) noexcept {
  const std::size_t size = a.size();
  if (size != b.size()) return false;
  std::size_t at = 0;
  const auto differ_8 = [&](std::size_t i) { return load_8(a.data() + i) ^ load_8(b.data() + i); };
#if !defined(__OPTIMIZE_SIZE__)
  const auto differ_4 = [&](std::size_t i) { return load_4(a.data() + i) ^ load_4(b.data() + i); };
  if (size >= 16) {
    for (; at < size - 16; at += 16) {
      if ((differ_8(at) | differ_8(at + 8)) != 0) return false;
    }
    return (differ_8(size - 16) | differ_8(size - 8)) == 0;
  }
  if (size >= 8) return (differ_8(0) | differ_8(size - 8)) == 0;
  if (size >= 4) return (differ_4(0) | differ_4(size - 4)) == 0;
#else
  for (; at + 8 <= size; at += 8) {
    if (differ_8(at) != 0) return false;
  }
#endif
  while (at < size && a[at] == b[at]) ++at;
  return at == size;
}

std::size_t common_prefix(std::string_view a, std::string_view b) noexcept {
  const std::size_t size = std::min(a.size(), b.size());
  std::size_t at = 0;
  for (; at + 8 <= size; at += 8) {
    const u64 difference = load_8(a.data() + at) ^ load_8(b.data() + at);
    if (difference != 0) return at + static_cast<std::size_t>(std::countr_zero(difference)) / 8;
  }
  while (at < size && a[at] == b[at]) ++at;
  return at;
}

std::size_t common_suffix(std::string_view a, std::string_view b) noexcept {
  const std::size_t size = std::min(a.size(), b.size());
  const char* const a_end = a.data() + a.size();
  const char* const b_end = b.data() + b.size();
  std::size_t count = 0;
  for (; count + 8 <= size; count += 8) {
    const u64 difference = load_8(a_end - count - 8) ^ load_8(b_end - count - 8);
    if (difference != 0) return count + static_cast<std::size_t>(std::countl_zero(difference)) / 8;
  }
  while (count < size &&
         a_end[-1 - static_cast<std::ptrdiff_t>(count)] == b_end[-1 - static_cast<std::ptrdiff_t>(count)])
    ++count;
  return count;
}

}  // namespace hunkwise
