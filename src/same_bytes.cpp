#include "same_bytes.h"

namespace hunkwise {

bool same_bytes(std::string_view a, std::string_view b) noexcept {
  const std::size_t size = a.size();
  if (size != b.size()) return false;
  std::size_t at = 0;
  for (; at + sizeof(u64) <= size; at += sizeof(u64)) {
    if (load_word(a.data() + at) != load_word(b.data() + at)) return false;
  }
  while (at < size && a[at] == b[at]) ++at;
  return at == size;
}

}  // namespace hunkwise
