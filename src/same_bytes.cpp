#include "same_bytes.h"

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

}  // namespace hunkwise
