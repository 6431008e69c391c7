#include "line_index.h"

#include <bit>
#include <cstddef>
#include <cstring>

#include "block_masks.h"

namespace hunkwise {
namespace {

// Line starts that are written in one go, whether there are so many or not: a loop that ends after one or two lines is
// what processors do not foresee.
constexpr std::size_t kStartsAtOnce = 4;

// The newlines among the 64 bytes from there on, or those that are left.
u64 newlines_at(std::string_view text, std::size_t at, const Needle& newline) noexcept {
  if (text.size() - at >= kBlockBytes) return Block(reinterpret_cast<const u8*>(text.data()) + at).equal(newline);
  u8 rest[kBlockBytes] = {};
  std::memcpy(rest, text.data() + at, text.size() - at);
  return Block(rest).equal(newline);
}

}  // namespace

LineIndex index_lines(std::string_view text) {
  LineIndex index;
  if (text.empty()) return index;
  const Needle newline('\n');
  std::size_t newlines = 0;
  for (std::size_t at = 0; at < text.size(); at += kBlockBytes) {
    newlines += static_cast<std::size_t>(std::popcount(newlines_at(text, at, newline)));
  }
  index.ends_with_newline = text.back() == '\n';
  const std::size_t count = newlines + (index.ends_with_newline ? 1 : 2);
  index.starts.resize_for_overwrite(count + kStartsAtOnce);
  u32* next = index.starts.data();
  *next++ = 0;
  for (std::size_t at = 0; at < text.size(); at += kBlockBytes) {
    u64 mask = newlines_at(text, at, newline);
    u32* const behind = next + std::popcount(mask);
    do {
      for (std::size_t i = 0; i < kStartsAtOnce; ++i, mask &= mask - 1) {
        *next++ = static_cast<u32>(at) + static_cast<u32>(std::countr_zero(mask)) + 1;
      }
    } while (mask != 0);
    next = behind;
  }
  if (!index.ends_with_newline) *next = static_cast<u32>(text.size());
  index.starts.resize_for_overwrite(count);
  return index;
}

}  // namespace hunkwise
