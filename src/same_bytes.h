// Two stretches of text compared by words: the C library of WebAssembly compares byte by byte.
#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

#include "diff_types.h"

namespace hunkwise {

inline u64 load_8(const char* at) {
  u64 word;
  std::memcpy(&word, at, sizeof word);
  return word;
}
inline u64 load_4(const char* at) {
  u32 word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

bool same_bytes(std::string_view a, std::string_view b) noexcept;

// The bytes that both begin with.
std::size_t common_prefix(std::string_view a, std::string_view b) noexcept;
// The bytes that both end with.
std::size_t common_suffix(std::string_view a, std::string_view b) noexcept;

}  // namespace hunkwise
