// Finds hidden characters in bytes that arrive in pieces: the last eight bytes travel along as one number, enough for
// a character and the one before it, which decides whether it is orthography (hidden_chars.h).
#pragma once

#include <bit>
#include <cstring>

#include "diff_types.h"

namespace hunkwise {

// The trail with one more character, as UTF-8 (surrogates alike: they are no hidden characters).
inline u64 trail_with(u64 trail, u32 code_point) {
  if (code_point < 0x80) return trail << 8 | code_point;
  if (code_point < 0x800) return trail << 16 | (0xC0 | code_point >> 6) << 8 | (0x80 | (code_point & 0x3F));
  const u32 last_two = (0x80 | (code_point >> 6 & 0x3F)) << 8 | (0x80 | (code_point & 0x3F));
  if (code_point < 0x10000) return trail << 24 | u64{0xE0 | code_point >> 12} << 16 | last_two;
  return trail << 32 | u64{0xF0 | code_point >> 18} << 24 | u64{0x80 | (code_point >> 12 & 0x3F)} << 16 | last_two;
}

// Whether the character that ends with the trail's last byte is a hidden one.
bool trail_is_hidden(u64 trail);

// Where in a block a character may begin that is_hidden_code_point() names; a test goes through all of them.
u64 hidden_lead_bytes(const u8* block);

inline u64 trail_after(u64 trail, const u8* bytes, u32 size) {
  if (size >= 8) {
    u64 last;
    std::memcpy(&last, bytes + size - 8, 8);
    return std::endian::native == std::endian::little ? __builtin_bswap64(last) : last;
  }
  for (u32 i = 0; i < size; ++i) trail = trail << 8 | bytes[i];
  return trail;
}

// `bytes[at]` is one of the leads; `trail` ends before bytes[0]. Reads up to three bytes beyond `at`.
bool hidden_at(const u8* bytes, u32 at, u64 trail);

}  // namespace hunkwise
