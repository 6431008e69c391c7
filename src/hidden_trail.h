// Finds hidden characters in bytes that arrive in pieces: the last eight bytes travel along as one number, enough for
// a character and the one before it, which decides whether it is orthography (hidden_chars.h).
#pragma once

#include "block_masks.h"
#include "diff_types.h"
#include "hidden_chars.h"

namespace hunkwise {

// The trail with one more character, as UTF-8 (surrogates alike: they are no hidden characters).
inline u64 trail_with(u64 trail, u32 code_point) {
  if (code_point < 0x80) return trail << 8 | code_point;
  if (code_point < 0x800) return trail << 16 | (0xC0 | code_point >> 6) << 8 | (0x80 | (code_point & 0x3F));
  const u32 last_two = (0x80 | (code_point >> 6 & 0x3F)) << 8 | (0x80 | (code_point & 0x3F));
  if (code_point < 0x10000) return trail << 24 | u64{0xE0 | code_point >> 12} << 16 | last_two;
  return trail << 32 | u64{0xF0 | code_point >> 18} << 24 | u64{0x80 | (code_point >> 12 & 0x3F)} << 16 | last_two;
}

// The character that ends with the trail's last byte, and its size; 0 bytes where none does.
inline u32 trail_character(u64 trail, u32& code_point) {
  const auto byte = [trail](u32 back) { return static_cast<u32>(trail >> (8 * back) & 0xFF); };
  const auto continues = [&](u32 back) { return (byte(back) & 0xC0) == 0x80; };
  code_point = byte(0);
  if (byte(0) < 0x80) return 1;
  if (!continues(0)) return 0;
  code_point = (byte(1) & 0x1F) << 6 | (byte(0) & 0x3F);
  if ((byte(1) & 0xE0) == 0xC0) return code_point >= 0x80 ? 2 : 0;
  if (!continues(1)) return 0;
  code_point = (byte(2) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(0) & 0x3F);
  if ((byte(2) & 0xF0) == 0xE0) return code_point >= 0x800 ? 3 : 0;
  if (!continues(2) || (byte(3) & 0xF8) != 0xF0) return 0;
  code_point = (byte(3) & 0x07) << 18 | (byte(2) & 0x3F) << 12 | (byte(1) & 0x3F) << 6 | (byte(0) & 0x3F);
  return code_point >= 0x10000 ? 4 : 0;
}

inline bool trail_is_hidden(u64 trail) {
  u32 code_point = 0;
  const u32 size = trail_character(trail, code_point);
  if (size < 2 || !is_hidden_code_point(code_point)) return false;
  u32 previous = 0;
  if (trail_character(trail >> (8 * size), previous) == 0) previous = 0;
  return is_hidden_after(previous, code_point);
}

// First bytes, in UTF-8, of everything that is_hidden_code_point() names; a test goes through all of them.
inline u64 hidden_lead_bytes(const Block& chars) {
  constexpr u8 kLeads[] = {0xC2, 0xCD, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF, 0xF0, 0xF3};
  u64 found = 0;
  for (const u8 lead : kLeads) found |= chars.equal(lead);
  return found;
}

inline u64 trail_after(u64 trail, const u8* bytes, u32 size) {
  for (u32 i = size < 8 ? 0 : size - 8; i < size; ++i) trail = trail << 8 | bytes[i];
  return trail;
}

// `bytes[at]` is one of the leads; `trail` ends before bytes[0]. Reads up to three bytes beyond `at`.
inline bool hidden_at(const u8* bytes, u32 at, u64 trail) {
  const u8 lead = bytes[at];
  const u32 size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return trail_is_hidden(trail_after(trail, bytes, at + size));
}

}  // namespace hunkwise
